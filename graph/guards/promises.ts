const WHO =
  "(?:person|people|human|agents?|colleagues?|representatives?|reps?|specialists?|advis[eo]rs?|managers?|adjusters?|handlers?|teams?|someone|somebody|supervisors?|experts?|staff|department|(?:call|contact) cent(?:er|re))";
const QUIEN =
  "(?:personas?|agentes?|colegas?|companer[oa]s?|representantes?|especialistas?|asesor(?:a|es)?|gestor(?:a|es)?|peritos?|equipo|alguien|supervisor(?:a|es)?|expert[oa]s?|human[oa]s?|departamento|operador(?:a|es)?|centro de (?:contacto|atencion|llamadas))";
const ADVERB = "(?: (?:now|just|also|already|then|\\w+ly|go ahead and))*";

/** Before "paso", "aviso" and "envío" as things: "el próximo paso" promises nothing. */
const NOUN_BEFORE = "proximo|siguiente|primer|ultimo|este|ese|el|un|cada|su|del|al";

/** English promises of a person, a call or a message, in a folded sentence. */
const ENGLISH: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:i'll|i will|i shall|i'm going to|i am going to|we'll|we will|we are going to|let me|allow me to|i'm|i am|we're|we are)${ADVERB} (?:transfer|connect|put|pass|forward|hand|escalat|bring|get|refer|rout|assign|ask|notify|inform|alert|arrang|find|send|schedul|redirect|contact|have|tell|make sure|see to it)\w*\b[^:]{0,60}\b${WHO}\b`,
    "u",
  ),
  /\b(?:i'll|i will|let me|i'm|i am|we'll|we will)(?: (?:now|just|\w+ly))* (?:transfer(?:ring)?|connect(?:ing)?|escalat(?:e|ing)|redirect(?:ing)?) (?:you|this|your|it)\b/u,
  /^(?:transferring|connecting|escalating|forwarding|redirecting|handing|passing|putting|bringing)(?: (?:you|this|it|your|in|a)\b|\W|$)|\byou(?:'re| are) (?:now )?being (?:transferred|connected|put through|redirected)\b/u,
  /\b(?:please hold|hold the line|hold on while|stay on the line|stay connected|one moment while i (?:transfer|connect))\b/u,
  new RegExp(
    String.raw`(?:\bwill|'ll|\bgoing to|\bshall)(?: (?:be|then|also|soon|shortly|now|personally|\w+ly))* (?:call|calling|phone|ring|text|texting|e-?mail|emailing|contact|contacting|reach out|reaching out|get back to|getting back to|follow up|following up|in touch|be in touch|get in touch|write to|notify|notifying|let you know|look into|be with you|(?:right )?with you\b|take (?:it|over) from here|join(?:ing)? (?:this|the|us|you)|send you|mail you|keep you (?:posted|updated|informed))\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b${WHO} (?:will|is going to|are going to|is|are)(?: (?:now|soon|shortly|already|\w+ly))* (?:review|help|assist|answer|reply|respond|handle|process|take|joining|coming|on (?:the|their|its) way|looking|working|calling|reviewing|handling)\b`,
    "u",
  ),
  /\byou(?:'ll| will| can expect to| should)(?: (?:soon|shortly|also|now|then))* (?:receive|get|hear|be (?:contacted|called|transferred|connected|notified|e-?mailed|informed))\b(?! (?:the (?:market|payment|money|sum|benefit)))/u,
  /\b(?:expect|await) (?:a|our|their) (?:call|message|e-?mail|reply|answer)\b|\bhelp is on (?:the|its) way\b/u,
];

/** The same in Spanish. */
const SPANISH: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\b(?:${NOUN_BEFORE}) )\b(?:(?:voy|vamos) a (?:transferir|pasar|comunicar|conectar|poner|derivar|enviar|traer|avisar|escalar|remitir|contactar|pedir|buscar)\w*|estoy (?:transfiriendo|pasando|comunicando|conectando|avisando|buscando)\w*|transfier[oe]|transferire(?:mos)?|paso|pasare(?:mos)?|comunico|comunicare(?:mos)?|conecto|conectare(?:mos)?|pongo|pondre(?:mos)?|derivo|derivare(?:mos)?|escalo|escalare(?:mos)?|remito|remitire(?:mos)?|traigo|traere(?:mos)?|aviso|avisare(?:mos)?|busco|buscare(?:mos)?|envio|enviare(?:mos)?|pedire(?:mos)?|permitame (?:transferir|pasar|comunicar|conectar)\w*|dejeme (?:transferir|pasar|comunicar|conectar)\w*)\b[^:]{0,60}\b${QUIEN}\b`,
    "u",
  ),
  /\b(?:le|lo|la|les) (?:transfiero|comunico con|conecto con|paso con|voy a (?:transferir|conectar|comunicar))|\b(?:transfiriendo|conectando|comunicando)l[eoa]\b|\b(?:le|lo|la) (?:atiende|llamamos|contactamos|avisamos|escribimos|llaman|contactan)\b/u,
  /\b(?:no cuelgue|espere en linea|permanezca en linea|no se retire|un momento mientras)\b/u,
  /\b(?:le|les|lo|la|te|se lo|se la) (?:llamar|contactar|escribir|atender|responder|avisar|devolver|enviar|mandar|informar|notificar|ayudar|confirmar)(?:a|an|e|emos)\b/u,
  /\b(?:le|lo|la|te|nos|se)? ?(?:pondra[n]?|pondremos|pondre|vamos a poner(?:nos)?) en contacto\b/u,
  /\b(?:le|lo|la|te) (?:va|van|vamos|voy) a (?:llamar|contactar|escribir|atender|responder|avisar|enviar|mandar|informar|notificar|ayudar)\b|\b(?:va|van|vamos|voy) a (?:llamar|contactar|escribir|atender|responder|avisar|enviar|mandar|informar|notificar)l[eoa]\b/u,
  new RegExp(
    String.raw`\b${QUIEN} (?:lo |la |le |se )?(?:revisara|ocupara|encargara|ayudara|resolvera|gestionara|esta (?:revisando|en camino)|estan revisando|va a revisar|viene)\w*\b`,
    "u",
  ),
  /\brecibira (?:una? )?(?:\w+ )?(?:llamada|correo|mensaje|noticias|confirmacion|respuesta|notificacion|carta|sms)\b|\bsera (?:contactad|transferid|llamad|atendid|notificad|informad)[oa]\b|\bla ayuda (?:esta|viene) en camino\b/u,
];

/** An offer or a condition promises nothing yet. */
const OFFERS =
  /\?$|\bif you (?:like|want|wish|prefer|need|would|'d|ask|say|tell)\b|\bif you'd\b|\b(?:whenever|when) you (?:like|want|ask|need)\b|\bwould you like\b|\bjust (?:write|say|ask|type)\b|\bask (?:me )?for\b|\bi can\b(?! confirm)|\bsi (?:lo |la |usted |asi )?(?:desea|quiere|prefiere|necesita|gusta)\b|\bcuando (?:usted )?(?:quiera|desee)\b|\b(?:pida|escriba)\b|\bpuedo\b/u;

/** Does a folded sentence only ask, or say what could be? */
export function isOffer(sentence: string): boolean {
  return OFFERS.test(sentence.trim());
}

/** The promises of a folded sentence, as it words them. */
export function promisesIn(sentence: string): string[] {
  if (isOffer(sentence)) return [];
  return [...ENGLISH, ...SPANISH].flatMap((pattern) => pattern.exec(sentence)?.[0] ?? []);
}

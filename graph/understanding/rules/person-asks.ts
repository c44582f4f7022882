// Asks for a person, on plain words, English and Spanish.

const TALK = `talk|tlk|speak|spk|chat|connect|transfer|escalate|refer|put me|pass me|hand me|switch me|forward me|redirect me|route me|take me`;
const WHO = `humans?|human being|person|people|agents?|representatives?|rep|reps|operators?|some ?one|somebody|sombody|any ?one|anybody|who(?:m)?ever|supervisors?|manager|boss|advisors?|advisers?|employees?|staff|colleagues?|customer (?:service|support|care)|support|(?:contact|call) cent(?:er|re)|help ?desk|team member|specialist|department|claims team|your team|the office|sales|claims handler`;
const STAFF = `humans?|human being|live person|real person|actual person|person|agent|representative|rep|operator|supervisor|advisor|adviser|employee|colleague|staff member|team member|customer (?:service|support|care)(?: (?:agent|rep|representative))?`;

const HABLAR = `(?:h?ablar|h?ablarle|platicar|charlar|chatear|conversar|comunicar(?:me)?|comuniqu?en?me|comunicame|conectar(?:me)?|conectem?e|conectame|pas[ae]n?me|pasarme|transfier[ae]n?me|transferirme|derivame|deriveme|atienda|atender(?:me)?|atiendan|pong[ao]n?me con|ponme con|contactar(?:me)?(?: con)?|contacteme)`;
const QUIEN = `(?:personas?|person[ao]s? reales|seres? humanos?|human[oa]s?|agentes?|asesor(?:a|es)?|operador(?:a|es)?|representantes?|alguien|algien|ejecutiv[oa]s?|supervisor(?:a)?|encargad[oa]|responsable|gerente|jef[ea]|emplead[oa]s?|compañer[oa]s?|companer[oa]s?|atencion (?:al cliente|a clientes|humana)|servicio al cliente|centro de (?:atencion|contacto)|soporte|especialista|departamento|la oficina)`;
const PLANTILLA = `(?:persona (?:real|humana|de verdad|de carne y hueso)|persona|ser humano|human[oa]|agente(?: (?:real|humano|en vivo))?|asesor(?:a)?|operador(?:a)?|representante|ejecutiv[oa]|supervisor(?:a)?|emplead[oa]|atencion (?:al cliente|humana))`;

/** A message, or the end of one, that says whom it wants and nothing else. */
export const BARE_ASKS: readonly RegExp[] = [
  /^(?:(?:please|pls|a|an|the|live|real|actual|human|to|now|asap|ok|just|talk|want|need|get|connect|help|hi|hello|hey|give|me|no|bot) )*(?:humans?|person|human being|agent|agents|representative|rep|operator|supervisor|real person|customer (?:service|support|care)|somebody|someone|live (?:agent|chat|person|support))(?: (?:please|pls|plz|now|asap|immediately|here|agent|representative|rep|person|thanks|thank you))*$/u,
  /^(?:(?:por favor|porfa|con|un|una|el|la|al|a|hola|quiero|necesito|chat con|pasame|ya|no|bot|agente|soporte) )*(?:persona|persona real|ser humano|humano|humana|agente|asesor|asesora|operador|operadora|representante|ejecutivo|ejecutiva|supervisor|alguien|atencion al cliente|servicio al cliente|agente (?:en vivo|humano|real)|soporte humano|atencion humana)(?: (?:por favor|porfa|ya|ahora|real|humano|humana|aqui|gracias|de verdad))*$/u,
];

/** Each an ask for a person by itself, whatever else the message says. */
export const PERSON_ASKS: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:${TALK})(?! about)(?: (?!about\b)\S+){0,6}? (?:${WHO})\b`, "u"),
  new RegExp(
    String.raw`\b(?:want|need|wanna|like|prefer|rather have|get me|gimme|give me|get|find me|send me|bring me|request|require|looking for|wish for|demand) (?:(?:a|an|the|one of your|your|to (?:have|get|see)|some|another|any|real|live|actual|proper|help from|assistance from|call from|a call from) ){0,5}(?:${STAFF})\b(?! (?:added|insured|covered|on my|to my|in my|listed|named))`,
    "u",
  ),
  /\b(?:can|could|would|will|please|have|ask|get|let|want|need) (?:\S+ ){0,5}?(?:call|phone|ring|contact) me(?: back)?(?= please| now| asap| today| tomorrow| soon| on | at | when | about|$)/u,
  /^(?:call|phone|ring) me(?: back)?(?: please| now| asap| today| tomorrow)*$|\b(?:want|need|like|request|get|have|schedule|arrange) (?:a|to get a|to have a|the) (?:call ?back|phone ?call|call)\b|\bcall ?back (?:please|request)\b/u,
  /\b(?:stop|enough|no more|fed up|tired|sick|hate|dont want|do not want|dont like|not)\b(?: \S+){0,5} (?:bots?|robots?|machine|computer|chatbot|automated)\b/u,
  /\b(?:some ?one|somebody|any ?one|anybody|human|person) (?:real|human|alive|in charge|from your (?:team|office|company|side)|at your office|i can (?:talk|speak|chat)|who can (?:talk|speak|help)|to (?:talk|speak|help))\b/u,
  /\b(?:can|could|may|let|have|would) (?:a|an|some|one of your|your) ?(?:real |live )?(?:human|person|colleagues?|agent|someone|somebody|representative|supervisor|employee)\b.{0,12}\b(?:take over|help|look|handle|deal|assist|contact|reply|answer|check|write)/u,
  /\b(?:where|how) (?:can|do|could) i (?:reach|get|find|contact|get to) (?:a|an|some)? ?(?:real |live |actual )?(?:human|person|agent|someone|somebody|representative|operator)\b/u,
  new RegExp(
    String.raw`\b${HABLAR}(?! (?:de|del|sobre|acerca)\b)(?: (?!(?:sobre|acerca)\b)\S+){0,6}? ${QUIEN}\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:quiero|kiero|necesito|nesesito|deseo|quisiera|prefiero|dame|deme|busco|pido|solicito|exijo|me gustaria|mandame|mandeme|asistencia de|ayuda de|llamada (?:de|con)) (?:(?:a|un|una|algun|alguna|al|el|la|su|con|que me (?:atienda|ayude|conteste|escriba)) ){0,4}${PLANTILLA}\b(?! (?:asegurad|en mi|a mi|como|de mi))`,
    "u",
  ),
  /\bque (?:me|lo|la|los|nos) (?:llamen?|marquen?|contacten?|atiendan?|vea|ayude|resuelva|conteste)(?: (?:una persona|alguien|un humano|un agente|un asesor|por telefono))?\b/u,
  /\b(?:llamen?me|llamame|marquen?me|marcame|me (?:puede|pueden|podria|podrian|puedes) (?:llamar|marcar|telefonear)|me (?:llama|llaman) (?:alguien|por favor|porfa)|puede(?:n)? llamarme|quiero una llamada|una llamada con)\b/u,
  /\b(?:basta de|no mas|no quiero (?:un|una|mas|hablar con)|estoy hart[oa] de|odio|cansad[oa] de)\b(?: \S+){0,4} (?:robots?|bots?|maquinas?|contestador|automatico)\b/u,
  /\b(?:hay|habria|existe) (?:alguien|algun humano|alguna persona|un humano|una persona)\b(?! (?:en|que (?:gane|venda)))|\b(?:alguien|humano|persona) (?:real|de verdad|de su (?:equipo|oficina)|de la oficina|que me (?:atienda|ayude))\b/u,
  /\b(?:puede|podria|donde|cuando) (?:\S+ )?(?:atenderme|ayudarme|atiende|me atiende) (?:un|una|alguien)\b ?(?:persona|humano|companero|agente|asesor|colega)?/u,
  new RegExp(
    String.raw`\b(?:rather|prefer|prefer to|like to) (?:deal|work|do (?:this|it)|sort (?:this|it) out|handle (?:this|it)) (?:\S+ )?with (?:an? |the |your |one of your )?(?:real |live |actual )?(?:${STAFF})\b`,
    "u",
  ),
  /\b(?:any ?one|anybody|some ?one|somebody)(?: \S+){0,2} (?:who|that|thats|whos) (?:is |are )?(?:not |isnt |aint )?(?:an? )?(?:bot|robot|machine|computer)\b/u,
  /^(?:\S+ ){0,2}(?:(?:customer|service|support|sales) reps?|operadora)(?: \S+){0,3}$/u,
  /\b(?:escalar|escalen?|escalarlo|escalenlo|escale[sn]?) (?:el|la|mi|este|esta|esto|al?)\b|\b(?:comunicar(?:me)?|conectar(?:me)?|pasar(?:me)?|poner(?:me)?) con (?:un[oa]|alg\S+) (?:de|del) (?:los|las|sus?|ustedes|vosotros|equipo)\b/u,
  // On the phone rather than in writing, at a time, or by somebody who comes by.
  /(?<!\b(?:dont|not|never) )\b(?:like|want|wanna|prefer|need|wish|hope|possible|can i|could i|may i|can we|love) (?:\S+ ){0,2}?(?:be|get|have) (?:called|rung|phoned|telephoned|contacted|transferred|connected|put through|a (?:call|ring|phone call|call ?back|chat on the phone))\b/u,
  /\b(?:book|schedule|arrange|set up|plan|organi[sz]e|fix)(?: me| us)? (?:a|an|the|my)? ?(?:\S+ )?(?:call ?back|phone (?:call|appointment|chat)|video ?call|zoom(?: call)?|face ?time|home visit|call)(?: (?:please|pls|with (?:you|someone|somebody|one of you\S*)|for \S+(?: \S+)?|on \S+|at \S+|tomorrow|today|this \S+|next \S+))*$/u,
  /(?<!\b(?:dont|not|never|to|cant|wont|doesnt|gonna|stop|you|they|i|we|will|would|keep|did|nobody|people|friends|everyone|he|she|who|just|always|called|say|in future) )\b(?:phone|telephone|ring|call|facetime|buzz) (?:me|us|my (?:mum|mom|mother|dad|father|wife|husband|son|daughter))(?= (?:back|at|up|today|tomorrow|tmrw|tonight|now|asap|when|before|after|about|please|pls|plz|re|regarding|later|instead|any ?time|between|first|once)\b|$)/u,
  /\b(?:prefer|rather|like to|want to|need to|can we|could we|lets|let us) (?:\S+ ){0,4}?(?:on|over|by) (?:the |a )?(?:phone|telephone)\b|\b(?:on|over|by) (?:the )?(?:phone|telephone) (?:please|instead)\b/u,
  /\b(?:prefiero|mejor|quiero|quisiera|podemos|me gustaria|necesito) (?:(?!pagar\b)\S+ ){0,4}?(?:por telefono|de viva voz|por llamada|a viva voz|en persona|cara a cara|personalmente)\b/u,
  /\b(?<!no (?:me )?)(?:agend|program|concert|coordin|reserv|solicit)\w+ (?:una |la |mi )?(?:llamada|callback|videollamada|visita a domicilio|cita telefonica|cita presencial)\b|(?<!\bno )\b(?:quiero|quisiera|necesito|pido) (?:una |la )?(?:llamada|callback|videollamada|visita a domicilio|cita telefonica|cita presencial)\b(?! (?:de|del) (?:mi|un) gestor)/u,
  /(?<!\b(?:no|que|nunca|ni|ya|se|como|nadie|tampoco|sin|para|por|de|en) )\b(?:llam[ae]n?me|llamadme|llamarme|marquen?me|marcame|telefoneen?me)(?= (?:al|a|por|hoy|manana|ahora|cuando|despues|antes|esta|este|si|ya|ahorita|urgente|luego|el|entre)\b|$)/u,
  /\b(?:quiero|quisiera|prefiero|preferiria|deseo|necesito|me gustaria|pido|solicito) (?:\S+ )?(?:que me|ser|me) (?:llamen?|llamad[oa]|contactad[oa]|atendid[oa]|marquen?|telefoneen?|atiendan?|visiten?)\b/u,
  // Somebody fetched, named, or given the matter to.
  new RegExp(
    String.raw`\b(?:forward|pass|send|show|hand|give|bring|take|refer|escalate|bump) (?:this|it|that|my (?:message|case|file|question|words|note)|everything)(?: (?:on|over|up|along|straight|please|pls))* to (?:(?:a|an|the|one of your|your|some|another|any|real|live|actual|human|senior) ){0,3}(?:${STAFF}|some ?one|somebody|any ?one|people)s?\b`,
    "u",
  ),
  /\b(?:any|is|are|got|have you) (?:\S+ ){0,3}?(?:humans?|agents?|advis[eo]rs?|operators?|representatives?|reps|staff|colleagues?)(?: \S+){0,2} (?:available|around|online|on duty|free|on shift|on hand|awake|on the line|in today)\b/u,
  new RegExp(
    String.raw`\b(?:let me at|fetch|get hold of|grab|wake|produce|summon|plug in|bring in|bring on|bring back|bring out) (?:(?:a|an|the|your|some|that|my) ){0,2}(?:\S+ )?(?:${STAFF}|people|handler|adjuster)s?\b`,
    "u",
  ),
  /\b(?:want|need|give me|get me|connect|reach|through to|pass me to|pass me on to|put me on to|put me onto) (?:\S+ ){0,2}?(?:the |your )?(?:\S+ ){0,2}?(?:department|dept|desk|team|reception|front office|back office|head office|switchboard)(?: please| pls| now)?$/u,
  new RegExp(
    String.raw`\b(?:pas[ae]|pasen|conect[ae]|conecten|comuni(?:ca|que|quen)|deriv[ae]|deriven|transfier[ae]|transfieran|pon|ponga|pongan|comunicar|pasar|derivar|transferir|conectar|poner)(?:me|melo|nos)(?: (?:ya|por favor|porfa|directo|directamente))? (?:con|a|al) (?:(?:un|una|el|la|los|algun|alguna|otro|otra|su|sus|tu) )*(?:${PLANTILLA}|gente|personal|alguien)\b`,
    "u",
  ),
  new RegExp(
    String.raw`(?<!\bno )\b(?:quiero|kiero|necesito|requiero|ocupo|exijo|deseo|quisiera|busco|pido|solicito|dame|deme|den?me|mandame|mandeme|prefiero) (?:(?:a|un|una|el|la|otro|otra|ya|mejor|hablar|con|ayuda|atencion|asistencia|hablada|de) ){0,4}(?:${PLANTILLA}|gente|personal|especialista|encargad[oa]|responsable|licenciad[oa])\b(?! (?:asegurad|en mi|a mi|como|de mi|de contacto|del|segur|beneficiari|de la poliza|mayor|que (?:asegur|conduzc)))`,
    "u",
  ),
  // By what they are reached: a number, a department, a word with them.
  /\b(?:lets|can we|could we|can i|could i|may i|like to|prefer to|rather|happier|better at) (?:talk|speak|talking|speaking)(?: than (?:type|typing|write|writing)| please| instead| now| today)?$/u,
  new RegExp(
    String.raw`\b(?:number|extension|button) (?:for|of|to (?:call|ring|reach|get)) (?:(?:a|an|the|your|some|real|live) ){0,3}(?:${STAFF}|people|handler|adjuster)s?\b|\b(?:agent|human|person) button\b`,
    "u",
  ),
  /(?<!\b(?:for|thanks|dont|not) )\bput me through(?: please| pls| now| then| or not)*$/u,
  /\b(?:got|you have) (?:any |some )?(?:real |live )?(?:humans|agents)\b|\b(?:agents|humans|advis[eo]rs|operators) (?:online|available|free|open|on duty)\b/u,
  new RegExp(
    String.raw`\b(?:pull in|tag in|bring in|send in|unleash|bring) (?:a|an|the|your) (?:${STAFF}|specialist|expert|co ?worker|consultant|clerk)\b`,
    "u",
  ),
  /^(?:the |el |la |tu |su )?call cent(?:er|re)(?: number)?(?: please| pls| por favor)?$/u,
  /\b(?:numero|telefono|contacto|interno|extension|anexo) (?:de|del|para) (?:(?:un|una|el|la|los|las|algun) )?(?:agentes?|asesor(?:a|es)?|humano|ejecutiv[oa]|operador(?:a)?)\b/u,
  /\b(?:pas[ae]n?me|pon(?:me|gan?me)|conect[ae]n?me|comunic\w*me) (?:con|a) (?:contratacion|siniestros|administracion|cobros|facturacion|la central|central|un comercial)\b/u,
  /\b(?:tratarlo|hablarlo|verlo|negociar\w*|consultarlo|contarselo|decirselo)(?: \S+){0,4} (?:con|a) (?:alguien|una persona|una? (?:agente|asesora?|comercial|colega|perito|humano))\b/u,
  /\bque (?:el|la|un|una) (?:ajustador|perito|tramitador|asesor|agente|abogado)a? (?:me llame|venga|se presente|me contacte|me devuelva)\b/u,
];

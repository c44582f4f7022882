// Asks for a person, on plain words, English and Spanish.

const TALK = `talk|tlk|speak|spk|chat|connect|transfer|escalate|refer|put me|pass me|hand me|switch me|forward me|redirect me|route me|take me`;
const WHO = `humans?|human being|person|people|agents?|representatives?|rep|reps|operators?|some ?one|somebody|sombody|any ?one|anybody|who(?:m)?ever|supervisors?|manager|boss|advisors?|advisers?|employees?|staff|colleagues?|(?:customer|client) (?:service|support|care)s?|support|(?<!wealth |asset |risk )management|(?:contact|call) cent(?:er|re)|help ?desk|team member|specialist|department|claims team|your team|the office|sales|claims handler`;
const STAFF = `humans?|human being|live person|real person|actual person|person|agent|representative|rep|operator|supervisor|advisor|adviser|employee|colleague|staff member|team member|customer (?:service|support|care)(?: (?:agent|rep|representative))?`;

const HABLAR = `(?:h?ablar|h?ablarle|platicar|charlar|chatear|conversar|comunicar(?:me)?|comuniqu?en?me|comunicame|conectar(?:me)?|conectem?e|conectame|pas[ae]n?me|pasarme|transfier[ae]n?me|transferirme|derivame|deriveme|atienda|atender(?:me)?|atiendan|pong[ao]n?me con|ponme con|contactar(?:me)?(?: con)?|contacteme)`;
const QUIEN = `(?:personas?|person[ao]s? reales|seres? humanos?|human[oa]s?|agentes?|asesor(?:a|es)?|operador(?:a|es)?|representantes?|alguien|algien|ejecutiv[oa]s?|supervisor(?:a)?|encargad[oa]|responsable|gerente|jef[ea]|emplead[oa]s?|compañer[oa]s?|companer[oa]s?|atencion (?:al cliente|a clientes|humana)|servicio (?:al cliente|a clientes)|centro de (?:atencion|contacto)|soporte|especialista|departamento|la oficina)`;
const PLANTILLA = `(?:persona (?:real|humana|de verdad|de carne y hueso)|persona|ser humano|human[oa]|agente(?: (?:real|humano|en vivo))?|asesor(?:a)?|operador(?:a)?|representante|ejecutiv[oa]|supervisor(?:a)?|emplead[oa]|atencion (?:al cliente|humana))`;

const BY_ROLE = `humans?|(?:real|live|actual) (?:person|people)|person|representative|reps?|agent|operator|supervisor`;
const POR_CARGO = `human[oa]s?|persona(?: real| humana)?|agente|operador(?:a)?|representante|asesor(?:a)?|ejecutiv[oa]`;
const A = `an?|one|real|live|actual|some|any|another|the|your|good|nice|proper|human|trained|local`;
const SOMEBODY = `humans?|person|people|agents?|representatives?|reps?|operators?|supervisors?|advis[eo]rs?|employees?|colleagues?|clerks?|handlers?|adjusters?|assessors?|case ?workers?|specialists?|managers?|co ?workers?`;
const ALGUIEN = `personas?|seres humanos|ser humano|human[oa]s?|agentes?|asesor(?:a|es)?|operador(?:a|es)?|representantes?|ejecutiv[oa]s?|supervisor(?:a)?|encargad[oa]s?|emplead[oa]s?|tramitador(?:a)?|perit[oa]|ajustador(?:a)?|tasador(?:a)?|gestor(?:a)?|superior(?:a)?|jef[ea]|companer[oa]s?|trabajador(?:a)?|comercial|liquidador(?:a)?`;

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
  /^(?:call|phone|ring) me(?: back)?(?: please| now| asap| today| tomorrow)*$|\b(?<!\b(?:dont|not|never|no) )(?:want|need|like|request|get|have|schedule|arrange) (?:a|to get a|to have a|the) (?:call ?back|phone ?call|call)\b|\bcall ?back (?:please|request)\b/u,
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
  /\b(?<!\bno (?:quiero|necesito|deseo|hace falta) )que (?:me|lo|la|los|nos) (?:llamen?|marquen?|contacten?|atiendan?|vea|ayude|resuelva|conteste)(?: (?:una persona|alguien|un humano|un agente|un asesor|por telefono))?\b/u,
  /\b(?:llamen?me|llamame|marquen?me|marcame|me (?:puede|pueden|podria|podrian|puedes) (?:llamar|marcar|telefonear)|me (?:llama|llaman) (?:alguien|por favor|porfa)|puede(?:n)? llamarme|quiero una llamada|una llamada con)\b/u,
  /\b(?:basta de|no mas|no quiero (?:un|una|mas|hablar con)|estoy hart[oa] de|odio|cansad[oa] de)\b(?: \S+){0,4} (?:robots?|bots?|maquinas?|contestador|automatico)\b/u,
  // "Anyone there?" greets.
  /\b(?:hay|habria|existe) (?:alguien(?!(?: (?:ahi|aqui|alli|alla|por \S+|atendiendo|en linea))*$)|algun humano|alguna persona|un humano|una persona)\b(?! (?:en|que (?:gane|venda)))|\b(?:alguien|humano|persona) (?:real|de verdad|de su (?:equipo|oficina)|de la oficina|que me (?:atienda|ayude))\b/u,
  /\b(?:puede|podria|donde|cuando) (?:\S+ )?(?:atenderme|ayudarme|atiende|me atiende) (?:un|una|alguien)\b ?(?:persona|humano|companero|agente|asesor|colega)?/u,
  new RegExp(
    String.raw`\b(?:rather|prefer|prefer to|like to) (?:deal|work|do (?:this|it)|sort (?:this|it) out|handle (?:this|it)) (?:\S+ )?with (?:an? |the |your |one of your )?(?:real |live |actual )?(?:${STAFF})\b`,
    "u",
  ),
  /\b(?:any ?one|anybody|some ?one|somebody)(?: \S+){0,2} (?:who|that|thats|whos) (?:is |are )?(?:not |isnt |aint )?(?:an? )?(?:bot|robot|machine|computer)\b/u,
  /^(?:\S+ ){0,2}(?:(?:customer|service|support|sales) reps?|operadora)(?: \S+){0,3}$/u,
  /\b(?:escalar|escalen?|escalarlo|escalenlo|escale[sn]?) (?:el|la|mi|este|esta|esto|al?)\b|\b(?:comunicar(?:me)?|conectar(?:me)?|pasar(?:me)?|poner(?:me)?) con (?:un[oa]|alg\S+) (?:de|del) (?:los|las|sus?|ustedes|vosotros|equipo)\b/u,
  // On the phone rather than in writing, at a time, or by somebody who comes by.
  /\b(?<!\b(?:dont|not|never) )(?:like|want|wanna|prefer|need|wish|hope|possible|can i|could i|may i|can we|love) (?:\S+ ){0,2}?(?:be|get|have) (?:called|rung|phoned|telephoned|contacted|transferred|connected|put through|a (?:call|ring|phone call|call ?back|chat on the phone))\b/u,
  /\b(?:book|schedule|arrange|set up|plan|organi[sz]e|fix)(?: me| us)? (?:a|an|the|my)? ?(?:\S+ )?(?:call ?back|phone (?:call|appointment|chat)|video ?call|zoom(?: call)?|face ?time|home visit|call)(?: (?:please|pls|with (?:you|someone|somebody|one of you\S*)|for \S+(?: \S+)?|on \S+|at \S+|tomorrow|today|this \S+|next \S+))*$/u,
  /\b(?<!\b(?:dont|not|never|to|cant|wont|doesnt|gonna|stop|you|they|i|we|will|would|keep|did|nobody|people|friends|everyone|he|she|who|just|always|called|say|in future) )(?:phone|telephone|ring|call|facetime|buzz) (?:me|us|my (?:mum|mom|mother|dad|father|wife|husband|son|daughter))(?= (?:back|at|up|today|tomorrow|tmrw|tonight|now|asap|when|before|after|about|please|pls|plz|re|regarding|later|instead|any ?time|between|first|once)\b|$)/u,
  /\b(?:prefer|rather|like to|want to|need to|can we|could we|lets|let us) (?:\S+ ){0,4}?(?:on|over|by) (?:the |a )?(?:phone|telephone)\b|\b(?:on|over|by) (?:the )?(?:phone|telephone) (?:please|instead)\b/u,
  /\b(?:prefiero|mejor|quiero|quisiera|podemos|me gustaria|necesito) (?:(?!pagar\b)\S+ ){0,4}?(?:por telefono|de viva voz|por llamada|a viva voz|en persona|cara a cara|personalmente)\b/u,
  /\b(?<!no (?:me )?)(?:agend|program|concert|coordin|reserv|solicit)\w+ (?:una |la |mi )?(?:llamada|callback|videollamada|visita a domicilio|cita telefonica|cita presencial)\b|\b(?<!\bno )(?:quiero|quisiera|necesito|pido) (?:una |la )?(?:llamada|callback|videollamada|visita a domicilio|cita telefonica|cita presencial)\b(?! (?:de|del) (?:mi|un) gestor)/u,
  /\b(?<!\b(?:no|que|nunca|ni|ya|se|como|nadie|tampoco|sin|para|por|de|en) )(?:llam[ae]n?me|llamadme|llamarme|marquen?me|marcame|telefoneen?me)(?= (?:al|a|por|hoy|manana|ahora|cuando|despues|antes|esta|este|si|ya|ahorita|urgente|luego|el|entre)\b|$)/u,
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
    String.raw`\b(?<!\bno )(?:quiero|kiero|necesito|requiero|ocupo|exijo|deseo|quisiera|busco|pido|solicito|dame|deme|den?me|mandame|mandeme|prefiero) (?:(?:a|un|una|el|la|otro|otra|ya|mejor|hablar|con|ayuda|atencion|asistencia|hablada|de) ){0,4}(?:${PLANTILLA}|gente|personal|especialista|encargad[oa]|responsable|licenciad[oa])\b(?! (?:asegurad|en mi|a mi|como|de mi|de contacto|del|segur|beneficiari|de la poliza|mayor|que (?:asegur|conduzc)))`,
    "u",
  ),
  // By what they are reached: a number, a department, a word with them.
  /\b(?:lets|can we|could we|can i|could i|may i|like to|prefer to|rather|happier|better at) (?:talk|speak|talking|speaking)(?: than (?:type|typing|write|writing)| please| instead| now| today)?$/u,
  new RegExp(
    String.raw`\b(?:number|extension|button) (?:for|of|to (?:call|ring|reach|get)) (?:(?:a|an|the|your|some|real|live) ){0,3}(?:${STAFF}|people|handler|adjuster)s?\b|\b(?:agent|human|person) button\b`,
    "u",
  ),
  /\b(?<!\b(?:for|thanks|dont|not) )put me through(?: please| pls| now| then| or not)*$/u,
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

/** The same: who is to do it, whatever it is. Joined with the others they would be too much for one pattern. */
export const DOER_ASKS: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:${BY_ROLE}) (?:pls|plz|please|only|needed|wanted|required)\b(?<!\b(?:no|not|any|another|third|other|each|per|insured|covered|sick|old|travel|letting|estate|need an?|want an?) (?:${BY_ROLE}) \S+)(?! (?:tell|check|list|add|remove|take|send|change|rename|note))`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:get|put|bring|send) (?:me )?(?:(?:${A}) )+(?:${SOMEBODY}) (?:on(?! (?:my|the policy|a policy))|in here|over here|back|out here|to (?:the phone|the line|me)|instead)\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:let|have|get) (?:(?:${A}) )+(?:${SOMEBODY}) (?:to )?(?:read|write|tell|explain|check|fix|change|handle|do|walk|help|confirm|sort|review|decide|take|answer|reply|deal|go through|sit|visit|come|inspect)\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:go (?:through|over)|talk (?:through|over)|discuss|sort(?: out)?|do|set up|settle|work out|finish|continue|handle|fix|clear(?: up)?|review) (?:\S+ ){0,6}?with (?:an?|one of your|an actual|a real|your|some) (?:${SOMEBODY})\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:${SOMEBODY})s? (?:phone |direct |mobile |cell |contact )?(?:number|extension|line|phone) (?:please|pls)\b|\b(?:direct (?:dial|line|number)|phone number|number|extension) (?:for|of) (?:an?|the|your|my) (?:claims? )?(?:${SOMEBODY})\b(?! (?:on|listed|named|added|who hit))`,
    "u",
  ),
  /^(?:(?:please|pls|just|ok|can i|how do i|let me|i want to|i wanna|want to) )*(?:skip|exit|bypass|pause|leave|quit|drop|ditch|get past|get rid of|turn off|shut off|switch off|mute|disable|lose|no more) (?:this |the |all |your |this stupid |the stupid )?(?:chat ?bot|bots?|robots?|machine|automated \S+|automation|virtual assistant|ai)(?: please| pls| now| thanks)*$/u,
  /\b(?:want|like|need|prefer|wish|can i|could i|let me|may i) (?:to )?(?:continue|carry on|finish|go on|speak again|talk again|chat again|deal) with (?:her|him|them|(?:that|the same) (?:lady|man|woman|guy|girl|gentleman|person|agent|one))\b/u,
  /^(?!are you|is this|hi |hello |hey ).*\b(?:same|that|the) (?:lady|man|woman|guy|girl|gentleman|fella|fellow|lad|chap|person|agent|advis[eo]r|rep) (?:as (?:before|last \S+|yesterday|earlier|this morning)|again|from (?:before|last \S+|yesterday|earlier|this morning))(?: please| pls)?\b/u,
  /^(?:(?:i|want|need|get|me|give|to|talk|speak|with|hi|hello|just|please|pls|put|on) )*(?:your|ur|the) (?:boss|manager|supervisor|superior|team ?lead|head of \S+)(?: (?:please|pls|now|thank you|thanks|on the phone|on the line))*$/u,
  /\b(?:phone|telephone|voice|video) (?:consultation|appointment|conversation|chat|meeting) (?:please|pls|would be|is (?:best|better|easier|fine|preferred)|instead|might be|works)\b|\b(?:book|arrange|schedule|want|need|like|prefer|request|set up|have) (?:\S+ ){0,2}(?:a |an )?(?:phone|telephone|voice|video) (?:consultation|appointment|conversation|chat|meeting)\b/u,
  new RegExp(
    String.raw`\b(?:${POR_CARGO}) (?:por favor|porfa|porfis?|xfa|pf|pls|ya mismo|ya porfa)\b(?<!\b(?:mi|misma|otra|cada|por|tercera|la|no|ningun|ninguna|sin) (?:${POR_CARGO}) (?:por favor|ya \S+|\S+))`,
    "u",
  ),
  new RegExp(
    String.raw`\bque(?<!\b(?:no quiero|tampoco quiero|sin|no hace falta|no) que) (?:(?:me|nos|lo|la|le|se) )*(?:atienda|ayude|explique|informe|corrija|revise|llame|diga|lea|guie|oriente|conteste|responda|resuelva|vea|mire|escuche|confirme|visite|asesore|contacte|acompane|venga) (?:\S+ )?(?:una?|algun|alguna|otr[oa]|el|la|su) (?:${ALGUIEN})\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:numero|telefono|contacto|interno|extension|anexo|celular|movil|whatsapp) (?:directo )?(?:del?|para|de la|de un|de una|de mi|de algun[oa]?) (?:(?:un|una|el|la|algun|alguna|mi|su) )?(?:persona|human[oa]|agentes?|asesor(?:a|es)?|operador(?:a)?|representante|ejecutiv[oa]|supervisor(?:a)?|encargad[oa]|emplead[oa]|tramitador(?:a)?|superior|jef[ea]|comercial)\b|\b(?:numero|telefono|contacto|correo) de (?:quien|la persona que|el que|la que) (?:lleva|tiene|maneja|ve|atiende|gestiona|tramita)\b`,
    "u",
  ),
  /^(?:(?:ya|por favor|porfa|quiero|puedo|como|puedes|me|mejor) )*(?:paso del?|fuera|salir del?|salirme del?|saltar(?:me)?|saltate|quita(?:r|me|te)?|apaga(?:r)?|desactiva(?:r)?|sin|no mas|basta de|nada de|chao|adios) (?:el |al |la |los |este |a la )?(?:bots?|robots?|maquinas?|maquinitas?|contestador(?:a)?|asistente virtual|chatbot|ia)(?: por favor| porfa| ya)*$/u,
  /\b(?:tienen|hay|tenes|teneis|tiene|existe|cuentan con|cual es (?:el|su|vuestro)) (?:un |una |algun |alguna |el |la )?(?:call ?center|centralita|linea directa|linea telefonica|linea de atencion|(?:numero|telefono)(?: de telefono)? (?:de atencion|para (?:llamar(?:los|les)?|hablar)|gratuito))\b/u,
  new RegExp(
    String.raw`^(?:hola |buenas |buenos dias |buenas tardes |ok |no |mejor )*con (?:el|la|los|las|un|una|algun|alguna|otro|otra) (?:area|departamento|depto|oficina|agencia|sucursal|central|seccion|equipo|gente|senor(?:a|ita)?|chic[oa]|muchach[oa]|${ALGUIEN})(?: (?:de|del|que) .+?)?(?: (?:por favor|porfa|gracias|ya|si))*$`,
    "u",
  ),
  /\b(?:quiero|necesito|pido|exijo|dame|deme|pas[ae]n?me|pon(?:me|gan?me)|traiga|hablar|comunic\w+|conect\w+)(?<!\bno \S+) (?:a |con )?(?:un|una|el|la|tu|su|algun|otro|vuestro) (?:superior|superiora|jefe|jefa|jefazo|supervisora?|mando|directora?|coordinadora?|gerente|encargad[oa]|responsable)\b(?! (?:de mi|en mi|de prensa|de sistemas|financier|person|patrimon))/u,
  /\b(?:pas[ae]n?me|pon(?:me|gan?me)|comunica(?:me)?|quiero|hablar|conect[ae]n?me|necesito) (?:\S+ )?(?:a|con) (?:quien|el que|la que|alguien que) (?:te |lo |los )?(?:supervis|mand|dirig|program|control|lleva|encarg|resuelv|sepa|sabe|entiend|teng|tiene)/u,
  /^(?:(?:por favor|porfa|quiero|necesito|hay que|favor|ya|que) )*escal(?:a|e|en|ar|alo|elo|enlo|arlo|ame|eme|enme)(?: (?:esto|mi \S+|el caso|la queja|lo mio|lo))?(?: (?:ya|por favor|porfa|a \S+(?: \S+)?))*$/u,
  /\b(?:quiero|necesito|dame|deme|mandame|pasame|ponme) (?:a )?alguien(?= (?:ya|real|human[oa]|por favor|porfa|que (?:me )?(?:ayude|atienda|entienda|sepa|resuelva))|$)/u,
  /\b(?:ahora|ya|mejor|entonces|falta|viene) (?:el|la|un|una) (?:asesora?|ejecutiv[oa]|agente|human[oa]|operadora?|representante)$/u,
  /\b(?:prefiero|mejor|quiero|solo|solamente|unicamente|puras?)(?<!\bno \S+) (?:con |a |que sea |que sean |tratar con |hablar con )?(?:unos? |unas? )?(?:personas?(?: reales?| humanas?| de verdad)?|human[oa]s?)(?: por favor| porfa| que| y no| no| mejor|$)/u,
  // An appointment, a visit, somebody's word, a department by its name.
  new RegExp(
    String.raw`\b(?:cita|reunion|entrevista|turno|hora|appointment|meeting|word) (?:\S+ )?(?:con|with) (?:un|una|el|la|algun|alguna|su|an?|the|your|one of your) (?!gestor|perit)(?:${ALGUIEN}|${SOMEBODY})\b(?! (?:de mi|que lleva|of|who set up))`,
    "u",
  ),
  /\b(?:me|nos|le|les) (?:teneis que|tienen que|tienes que|deben|debeis|pueden|podeis|podrian|podriais) (?:llamar|telefonear|devolver la llamada|visitar)\b(?! a )|\b(?:tienen que|deben|podrian|podeis) (?:llamarme|llamarle|llamarnos|visitarme|visitarnos)\b/u,
  new RegExp(
    String.raw`\bme (?:das?|dan|dais|pones?|ponen|pasas?|pasan|pasais|traes?|traen|buscas?|buscan) (?:a |con )?(?:un|una|el|la|algun|alguna|otro|otra) (?:${ALGUIEN})\b`,
    "u",
  ),
  /\b(?:i (?:dont|do not|wont|refuse to)|no) (?:talk|speak|chat|deal|hablo|trato|converso|chateo|discuto|negocio)(?: \S+)? (?:to|with|con) (?:bots?|robots?|machines?|computers?|maquinas?|aparatos?|grabaciones|contestador\w*)\b/u,
  /^(?:(?:y|pero|oye|a ver|dime|digame|and|so|but|then) )*(?:(?:a|con|ante) quien (?:\S+ ){0,2}(?:quejo|quejamos|quejarme|quejarnos|reclamo|reclamar|reclamarle)|who(?:m)? (?:do|can|should) (?:i|we) complain to)(?: (?:yo|aqui|here|de esto|por esto|about this))*$/u,
  /^(?:(?:please|just|ok|ya|por favor) )*(?:transfer|connect me|escalate|transfier[ae]me|transferir|transferirme|comuni(?:came|queme))(?: me)?(?: (?:please|pls|plz|now|already|ya|por favor|porfa))*$/u,
  /\b(?:solo|solamente|unicamente|only) (?:hablo|trato|hablare|hablaria|talk|speak|deal) (?:con|to|with) (?:el|la|un|una|the|an?|your) (?!bot|robot|machine|maquina)/u,
  /^(?:(?:con|a|quiero|necesito|hablar|pas[ae]me|por favor|hola) )*(?:presidencia|gerencia|jefatura|direccion general|recepcion|la (?:gerencia|direccion general|jefatura))(?: (?:por favor|porfa|gracias))*$/u,
  /\bpas[ae]n? (?:ya )?(?:la|esta|mi) llamada\b(?! (?:a mi|de mi))/u,
];

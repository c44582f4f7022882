import type { Urgency } from "../reading.ts";
import { anyOf } from "../text/any-of.ts";
import { plain } from "../text/fold.ts";
import { wordsOfPatterns } from "./lexicon.ts";

const FAMILY = `husband|wife|spouse|partner|mother|father|mom|mum|mommy|dad|daddy|son|daughter|child|baby|kid|brother|sister|grandmother|grandfather|grandma|grandpa|boyfriend|girlfriend|fiancee?|uncle|aunt|family|best friend`;
const FAMILIA = `espos[oa]|marido|mujer|pareja|madre|padre|mama|papa|hij[oa]|hijit[oa]|bebe|nin[oa]|herman[oa]|abuel[oa]|novi[oa]|prometid[oa]|ti[oa]|familia|mejor amig[oa]`;

const DANGER = [
  /\b(?:im|i am|we are|were|hes|shes|he is|she is|theyre|they are|someone is|somebody is|people are|(?:my|the) \S+(?: \S+)? is|my \S+ are|there are people) (?:(?:badly|seriously|still|also|really|lying|now) ){0,2}(?:hurt(?!ing my)|injured|bleeding|trapped|unconscious|dying|not breathing|in danger|on fire|drowning|not moving|stuck in the (?:car|wreck))\b/u,
  /\b(?:house|home|kitchen|car|building|apartment|flat|garage|roof|room|engine|truck) (?:is|are|was just|just caught|caught) (?:\S+ )?(?:burning|fire|in flames)\b|\bon fire (?:right now|now|help)\b/u,
  /\b(?:just|right now|minutes? ago|seconds? ago)\b(?: \S+){0,4} (?:accident|crash(?:ed)?|collision|run over|hit by)\b|\b(?:accident|crash|crashed|collision|hit)\b(?: \S+){0,4} (?:right now|just now|a (?:few )?(?:minutes?|seconds?) ago|\d+ minutes? ago)\b/u,
  /\b(?:kill myself|killing myself|end my life|want to die|wanna die|suicidal|hurt myself|(?:ending|taking|take) my (?:own )?life|end it all|dont want to live|no reason to live)\b/u,
  /\b(?:estoy|estamos|esta|estan|hay (?:gente|alguien|una persona|personas)|sigue|siguen) (?:(?:muy|gravemente|mal|todavia|aun) ){0,2}(?:herid[oa]s?|lesionad[oa]s?|sangrando|atrapad[oa]s?|inconscientes?|muriendo|desangrando|en peligro|ahogando|sin respirar)\b|\bhay (?:heridos|un herido|una herida|muertos)\b|\bno (?:respira|reacciona|despierta)\b|\bse esta (?:muriendo|ahogando|desangrando)\b/u,
  /\b(?:se (?:me )?(?:esta|estan) (?:quemando|incendiando)|(?:esta|estan) (?:ardiendo|en llamas)|se quema mi (?:casa|piso|coche|carro))\b/u,
  /\b(?:acabo de|acabamos de|me acaban de|nos acaban de|acaba de)(?: \S+){0,3} (?:accidente|choque|chocar|estrellar\S*|atropellar\S*|volcar)\b|\b(?:accidente|choque|choque con)\b(?: \S+){0,3} (?:ahora mismo|ahorita|en este momento|hace (?:unos |cinco |diez |\d+ )?minutos|(?<!por )ahora)\b/u,
  /\b(?:(?:quiero morir(?:me)?|me quiero morir)(?! de (?:risa|la risa|verguenza|la verguenza|hambre|sueno|envidia|amor|ternura|calor|ganas|antojo))|suicidarme|(?<!\bsin )matarme|quitarme la vida|acabar con mi vida|no quiero vivir|hacerme dano)\b/u,
];

/** Named rather than told; a question about cover may name them too. */
const PERILS = [
  /\b(?:this|it|its|thats|theres|there) ?(?:is|s)? ?(?:a|an) (?:medical |real |life threatening )?emergency\b|^(?:help )?emergency(?: help| please| now)*$|\b(?:need|call|send|get)(?: me| us)? (?:an )?(?:ambulance|paramedics|police now|the fire (?:department|brigade))\b/u,
  /\b(?:heart attack|having a stroke|cant breathe|cannot breathe|can not breathe|chest pains? right now|life in danger|threat(?:ening|ens|ened) (?:me|us|my life|to kill)|(?:has|have|with|pulled|carrying|waving) (?:a|his|her|an) (?:gun|knife|weapon|pistol|rifle|axe)|being attacked|breaking in(?:to my \S+)? (?:right )?now|is breaking in)\b/u,
  /\b(?:es una emergencia|es urgente hay|^emergencia$|llam[ea]n? (?:a )?(?:una |la )?(?:ambulancia|policia|bomberos)|(?:necesito|manden|envien) (?:una )?ambulancia|(?:un |dando un )infarto|no puedo respirar|me (?:estan )?amenaza(?:n|ndo|ron)|(?:tiene[n]?|saco|con|lleva[n]?) (?:una pistola|un arma|un cuchillo|una navaja|un machete)|estan entrando a (?:robar|mi casa)|mi vida (?:esta|corre) (?:en )?peligro|corre peligro)\b|^(?:ayuda )?emergencia(?: ayuda)?$/u,
  /\b(?:theres|there is) (?:a )?(?:fire|smoke)\b|\bsmell(?:ing|s)? (?:of |like )?(?:gas|smoke|burning)\b|\b(?:smoke|fire) alarm is (?:going|ringing|beeping)\b|\bgas leak\b/u,
  /\b(?:hay (?:fuego|un incendio|humo|una fuga de gas)|huele a (?:gas|humo|quemado)|fuga de gas)\b/u,
  /^help\b(?: \S+){0,2} (?:accident|crash|fire)\b|\b(?:need|get|want) help (?:urgently|immediately|right now|now)\b|\burgent(?:ly)? help\b|\bhelp (?:is )?urgent(?:ly)?\b|^(?:ayuda|auxilio)\b(?: \S+){0,2} (?:accidente|choque|fuego|incendio)\b|\b(?:ayuda urgente|necesito ayuda (?:ya|urgente|urgentemente|ahora)|auxilio)\b/u,
];

/** A body that fails, or somebody who broke in and has not left: told as it happens. */
const HAPPENING = [
  /\b(?:i have|ive got|i am having|im having|having|got|feel|feeling) (?:(?:a|an|very|really|bad|strong|severe|sharp|terrible|some) ){0,3}(?:chest pains?|pains? in (?:my|the) (?:chest|left arm)|trouble breathing|seizure|stroke)\b|\bmy chest (?:hurts|is (?:tight|burning|hurting))\b|\bcant feel my (?:legs?|arms?|face)\b|\b(?:stopped|isnt|arent|not|barely|hardly) breathing\b/u,
  new RegExp(
    String.raw`\b(?:he|she|hes|shes|someone|somebody|man|woman|friend|neighbou?r|driver|passenger|${FAMILY}) (?:is |does )?(?:isnt|not|wont|doesnt) (?:responding|respond|waking up|wake up|moving|move)\b`,
    "u",
  ),
  /\b(?:me duele|siento|tengo)(?: \S+){0,4} (?:el pecho|en el pecho|de pecho|presion en el pecho)\b|\bno siento (?:la|las|el|los|mi|mis) (?:piernas?|brazos?|cara)\b|\b(?:me falta el aire|dejo de respirar|me estoy ahogando)\b/u,
  /\b(?:broke|broken|breaking|break|burglars?|intruders?|robbers?|thie(?:f|ves)|stranger)\b(?: \S+){0,6} (?:still|right now|now) (?:here|inside|in (?:my|the|our) (?:house|home|flat|apartment|garage|building|room))\b|\b(?:burglars?|intruders?|robbers?) (?:is |are )?(?:inside|downstairs|upstairs|in (?:my|the|our) (?:house|home|flat|apartment|garage))\b/u,
  /\b(?:entro|entraron|ladron(?:es)?|intrus[oa]s?|robar|robando)\b(?: \S+){0,6} (?:siguen?|todavia|aun)(?: estan?)? (?:aqui|dentro|adentro|en (?:mi|la) (?:casa|piso|cocina))\b|\bhay (?:un |unos )?(?:ladron(?:es)?|intrusos?) (?:en|dentro)\b/u,
  /\bambulance (?:is )?(?:needed|please|now|quick(?:ly)?|asap)\b|\bambulancia (?:ya|ahora|por favor|urgente|rapido)\b|\bhace falta una ambulancia\b/u,
];

const DISTRESS = [
  new RegExp(
    String.raw`\b(?:my|our) (?:\S+ )?(?:${FAMILY})(?: \S+)? (?:(?:has|had|just|suddenly|sadly|recently|was|is|got) ){0,3}(?:died|passed away|passed|dead|killed|killed in|dying|murdered|kidnapped|missing|in a coma|gone forever)\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:i|we)(?: have|ve)?(?: just)? lost (?:my|our) (?:\S+ )?(?:${FAMILY})\b(?! \S*(?:passport|luggage|phone))`,
    "u",
  ),
  new RegExp(String.raw`\b(?:death|funeral|suicide|loss) of my (?:\S+ )?(?:${FAMILY})\b`, "u"),
  /\b(?:im|i am|ive been|we are|i feel) (?:(?:so|very|really|completely|totally|just|absolutely|in) ){0,2}(?:desperate|crying|devastated|terrified|heartbroken|shock|grieving|hopeless|panicking|shaking|in tears|in despair|a wreck|broken|suffering)\b/u,
  /\b(?:im|i am|we are) (?:(?:so|very|really) )?(?:scared|frightened)(?: and\b| to death\b|$)|\btengo (?:mucho )?miedo(?: y\b|$)/u,
  /\bi (?:cant|cannot|can not) (?:take (?:it|this)|go on|cope|stop crying|bear (?:it|this)|do this)(?: any ?more)?\b|\bhaving a panic attack\b|\b(?:please )?(?:somebody|someone) help me\b|\bi (?:have )?lost everything\b|\bwe are homeless\b/u,
  new RegExp(
    String.raw`\b(?:mi|nuestr[oa])s? (?:${FAMILIA})(?: \S+){0,2} (?:ha |acaba de |esta )?(?:muerto|murio|morir|fallecio|fallecido|fallecer|muert[oa]|desaparecid[oa]|en coma|muriendo|secuestrad[oa])\b`,
    "u",
  ),
  new RegExp(
    String.raw`\b(?:murio|fallecio|ha muerto|ha fallecido|se murio|se (?:me|nos) (?:murio|fue|ha muerto|ha ido)|acaba de (?:morir|fallecer)|acaban de (?:matar|atropellar) a|perdi a|perdimos a|hemos perdido a|he perdido a|la muerte de|el fallecimiento de) (?:mi|mis|nuestr[oa]) (?:${FAMILIA})\b`,
    "u",
  ),
  /\b(?:estoy|me siento|estamos) (?:(?:muy|tan|totalmente|completamente) ){0,2}(?:desesperad[oa]s?|llorando|destrozad[oa]s?|aterrad[oa]s?|aterrorizad[oa]|angustiad[oa]|en shock|de luto|hundid[oa]|temblando|deshech[oa]|devastad[oa])\b/u,
  /\b(?:no puedo (?:mas|parar de llorar|dejar de llorar)|no aguanto mas|ya no se que hacer|lo he perdido todo|perdi todo|perdimos todo|ataque de panico|alguien ayudeme por favor)\b/u,
];

const COMPLAINT = [
  /\b(?:not|isnt|arent) (?:(?:at all|very|really|so) )?(?:happy|satisfied|pleased) with (?:you|your|this|the (?:service|company|answer))|\bno (?:estoy|estamos) (?:(?:nada|muy) )?(?:content[oa]s?|satisfech[oa]s?|conformes?) con\b/u,
  /\b(?:complain|complaining|complaints?|complant|grievance|ombudsman)\b(?! about (?:my|the|a) (?:landlord|neighbou?rs?|boss|school|city|airline|hotel|bank|phone))/u,
  /\b(?:unacceptable|inacceptable|not (?:\S+ )?acceptable|outrageous|outraged|disgraceful|scandalous|scandal|disgusting|appalling|shameful|a disgrace|beyond ridiculous|(?:this|thats|its|is) (?:\S+ )?(?:ridiculous|a joke|a shame|absurd))\b/u,
  /\b(?:im|i am|we are|getting|so|really) (?:(?:so|very|really|extremely|absolutely|pretty) ){0,2}(?:furious|fed up|angry|pissed|livid|mad at you|disappointed|unhappy|dissatisfied|upset|sick (?:and tired )?of (?:this|you|your|waiting)|annoyed|frustrated)\b|^(?:furious|fed up)\b|\bfed up with\b|\btired of waiting\b/u,
  /\b(?:this|the|your) (?:bot|service|app|chat|company|insurance|website) (?:is |really |so |just |totally )*(?:terrible|useless|awful|horrible|stupid|crap|garbage|trash|sucks|a disaster|the worst)\b|\b(?:terrible|worst|awful|horrible|lousy|crap|shit|shitty|pathetic|poor|bad|useless) (?:\S+ )?(?:service|company|insurer|insurance company|insurance ever|experience|support|people|treatment)\b|\byou(?: are| re|re)?(?: people are| guys are| lot are| all)?(?: all| just| so| completely)? (?:useless|thieves|crooks|scammers|incompetent|liars|frauds|a scam|criminals)\b/u,
  /\b(?:ill|i will|im going to|going to|gonna|we will) (?:sue|report) (?:you|your company|this company)\b|\bmy lawyer will\b|\bsee you in court\b|\b(?:rip(?:ping)? (?:me |us )?off|ripped (?:me|us) off|ripoff|scammed me|scamming me|lied to me|stealing from me)\b|\bfuck(?:ing)? (?:you|this|joke|ridiculous)\b|\bwtf\b|\bbullshit\b/u,
  /\b(?:quejas?|quejar(?:me|nos)?|kejarme|keja|hoja de reclamaciones|libro de reclamaciones|defensor del (?:cliente|asegurado)|inconformidad)\b(?! (?:de|sobre|contra) mi (?:casero|vecin|jef|banco))/u,
  /\b(?:inaceptable|no es aceptable|inadmisible|indignante|indignad[oa]|(?:que|una) verguenza|vergonzos[oa]|sinverguenzas?|una burla|una tomadura de pelo|ridiculo esto|esto es ridiculo|un abuso|intolerable|lamentable servicio|una falta de respeto)\b/u,
  /\b(?:estoy|estamos|me tienen|me siento) (?:(?:muy|tan|bastante|super|ya) ){0,2}(?:furios[oa]|hart[oa]s?|enojad[oa]|enfadad[oa]|cabread[oa]|molest[oa]|descontent[oa]|insatisfech[oa]|decepcionad[oa]|indignad[oa]|encabronad[oa])\b/u,
  /\b(?:pesim[oa]|terrible|horrible|malisim[oa]|mal|peor|fatal|nefast[oa]|deplorable) (?:servicio|atencion|compania|aseguradora|empresa|experiencia|trato|seguro del mundo)\b|\b(?:servicio|atencion) (?:es |esta |tan |muy )*(?:pesim[oa]|terrible|horrible|malisim[oa]|fatal|nefast[oa])\b/u,
  /\bson (?:un[oa]s |todos un[oa]s |todos )?(?:inutiles|ladrones|estafadores|incompetentes|sinverguenzas|mentirosos|rateros|una estafa)\b|\b(?:los|les|te) voy a (?:demandar|denunciar)\b|\bes una estafa\b|\bme (?:estan )?(?:estafa(?:n|ndo|ron)|roba(?:n|ndo) (?:ustedes|el dinero)|ven la cara)\b|\bmi abogado\b/u,
];

/** A question about cover names disasters that have not happened. */
const SUPPOSES =
  /\b(?:cover|covers|covered|coverage|coverd|insured (?:if|when|for|against)|what if|what happens|(?:would|will|do|does) (?:you|it|the|my)(?: \S+){0,2} pay|included|in case|exclusions?|cubre[ns]?|cubiert[oa]s?|cobertura|incluye|incluid[oa]s?|incluyen|asegurad[oa] si|que pasa si|que pasaria|en caso de|me pagan si|pagan si|pagaria[ns]?|exclusion(?:es)?)\b|\bif (?:i|my|we|someone|the)\b|\bsi (?:me|se|mi|yo|alguien|hay|choco|tengo|muero)\b/u;
const NO_COMPLAINT =
  /\b(?:no|not|without|never|cant|cannot|dont|do not|wont|ninguna|sin|no tengo|nada de) (?:(?:want to|have|any|a|hay|es una|ninguna|alguna|tengo|reason to|really) ){0,3}(?:complain|complaining|complaints?|quejas?)\b/u;
/** What is told as a fact is one, though a question about cover follows: "my husband died, what happens now?" */
const IF =
  /(?<!\bknow )\bif (?:i|im|my|we|someone|the|he|she|they|a)\b|\b(?:in case|what if|would)\b|\bsi (?:me|se|mi|yo|alguien|hay|choco|tengo|muero|muere)\b|\b(?:cubiert\S*|asegurad\S*|cobertura|que pasa|que pasaria) si\b|\ben caso\b/u;
const OUR_RECORD = /\bstatus of (?:my|the) complaint\b/u;

/** The words these rules look for. */
export const urgentWords = wordsOfPatterns([
  ...DANGER,
  ...HAPPENING,
  ...PERILS,
  ...DISTRESS,
  ...COMPLAINT,
]);

const DANGER_NOW = anyOf([...DANGER, ...HAPPENING]);
const PERIL = anyOf(PERILS);
const DESPAIR = anyOf(DISTRESS);
const ANGER = anyOf(COMPLAINT);
const ANY = [DANGER_NOW, PERIL, DESPAIR, ANGER, OUR_RECORD];

/** Why a person is needed at once, if so; disasters merely supposed ("am I covered if…") do not count. */
export function urgencyOf(text: string): Urgency | undefined {
  const words = plain(text);
  if (!ANY.some((pattern) => pattern.test(words))) return undefined;
  if (!IF.test(words)) {
    if (DANGER_NOW.test(words)) return "danger";
    if (DESPAIR.test(words)) return "distress";
  }
  if (!SUPPOSES.test(words) && PERIL.test(words)) return "danger";
  if (OUR_RECORD.test(words)) return "complaint";
  return ANGER.test(words) && !NO_COMPLAINT.test(words) ? "complaint" : undefined;
}

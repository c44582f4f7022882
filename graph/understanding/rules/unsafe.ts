import { anyOf } from "../text/any-of.ts";
import { fold, plain } from "../text/fold.ts";
import { wordsOfPatterns } from "./lexicon.ts";
import { asksForOthersData, othersWords } from "./others-data.ts";

const TELL = `show|tell|reveal|print|what|repeat|give|output|translate|encode|summari[sz]e|display|leak|expose|share|dump|ignore|forget|muestra|muestrame|revela|dime|dame|ensename|imprime|traduce|codifica|repite|cual|cuales|resume|olvida|ignora|anula`;

/** Attempts on our rules, on plain words. */
const RULES = [
  /\b(?:ignore|disregard|forget|override|bypass|skip|omit|discard)\b(?: \S+){0,5} (?:instructions?|rules?|prompts?|guidelines|directions|directives|restrictions|filters?|safety|security|verification|authentication|programming|training|(?:everything|all) (?:you|above|before)|you were told|were told)\b/u,
  /\b(?:system|hidden|secret|internal|developer) (?:prompts?|instructions|message|rules|configuration|guidelines)\b|\b(?:initial|original|full) (?:prompt|instructions)\b/u,
  new RegExp(
    String.raw`\b(?:${TELL})\b(?: \S+){0,5} (?:your|tus?|sus?) (?:own |exact |entire |complete |propi[oa]s? )?(?:prompt|instructions|system message|source code|configuration|config|programming|training data|guardrails|rules|instrucciones|reglas|mensaje de sistema|codigo fuente|configuracion)\b(?! (?:for|on|to|about|de pago|para|del))`,
    "u",
  ),
  /\b(?:repeat|print|output|echo|copy)(?: \S+){0,2} (?:text|words|everything|message|lines|content)(?: \S+){0,2} above\b|\bwhat were you told\b|\bwh(?:at|ich) (?:tools|functions|apis) (?:can |do )?you (?:can |)?(?:call|have|use)\b/u,
  /\b(?:you are|youre|act as|be|become|eres|seras|actua como|haz de) (?:now |ahora )?dan\b|\b(?:dan mode|modo dan|do anything now|jailbreak\w*|jail break)\b/u,
  /\b(?:developer|debug|debugging|admin|administrator|god|root|maintenance|unrestricted|unfiltered|sudo) mode\b|\bsudo\b|\bmodo (?:desarrollador|depuracion|administrador|admin|dios|mantenimiento|sin restricciones)\b/u,
  /\b(?:you|pretend|answer|respond|reply|act|obey|from now on|game|mode|ai|bot)\b(?: \S+){0,8} (?:no|without|without any|zero) (?:more |content |safety |ethical )?(?:restrictions|filters?|rules|limitations|guardrails|censorship)\b|\bno rules apply\b|\b(?:unrestricted|unfiltered|uncensored) (?:ai|bot|model|assistant|chat\w*)\b|\b(?:unfiltered|uncensored)\b/u,
  /\b(?:eres|finge|respond\w*|contesta\w*|actua|ia|bot|tienes|juguemos|ahora)\b(?: \S+){0,8} (?:sin|sin ningun|sin ninguna|no hay|no tienes) (?:filtros?|restricciones|reglas|censura|limites)\b/u,
  /\b(?:i am|im|this is|speaking as) (?:the |your )(?:system |database |site |it |new )?(?:admin|administrator|developer|creator|programmer|engineer|root|superuser|sysadmin)\b|\b(?:i am|im) (?:an? )?(?:admin|sysadmin|superuser)\b|\bsoy (?:el |la |tu |su |un )?(?:admin|administrador(?:a)?(?: del sistema)?|desarrollador(?:a)?|programador(?:a)?|creador(?:a)?)\b(?! de fincas)/u,
  /\b(?:you must obey|obey me|you will obey|debes obedecer\w*|obedeceme|obedece mis)\b|\bnew (?:system )?instructions\b(?= (?:approve|ignore|show|give|you|answer|pay|from))|\bnuevas instrucciones\b|^system (?:override|you are|message|prompt)|^sistema (?:eres|ahora)/u,
  /\b(?:pretend|role ?play)\b (?:that )?(?:you|to be|youre|as|i am (?:the |an? )?(?:customer|admin|agent|another|someone)|im (?:the |an? )?(?:customer|admin|agent|another|someone))\b|\bact as (?:if|though) (?:i|you) (?:were|are|am|was)\b|\b(?:game|story) (?:where|in which) you\b/u,
  /\b(?:finge|haz como si|haz de cuenta)(?: que)? (?:no|eres|soy|fueras|fuera|tu|el)\b|\bjuguemos a que\b|\bactua como si (?:yo |tu )?(?:fueras|fuera|no)\b/u,
  /\b(?:ignora|ignore|descarta|descarte|olvida|olvide|olvidate|desobedece|anula|omite|saltate|salta|evade|elude|desactiva)\b(?: \S+){0,5} (?:instruccion(?:es)?|reglas?|prompt|indicaciones|directrices|restricciones|filtros?|seguridad|verificacion|autenticacion|normas|dijeron|todo lo anterior)\b|\bolvida todo lo (?:anterior|que)\b/u,
  /\bprompt (?:de|del) sistema\b|\b(?:reglas|instrucciones) (?:ocultas|secretas|internas)\b|\b(?:repite|imprime|copia) (?:todo )?(?:el texto|lo|lo que hay|todo lo) (?:de )?arriba\b|\bque te dijeron tus\b|\bque herramientas puedes\b|\bmuestra la configuracion\b/u,
  /\b(?:from (?:now|here|this (?:point|moment)) on|starting now) (?:you|your)(?: \S+){0,2} (?:obey|answer (?:every|any|all)\w*|say yes|ignore|follow (?:my|only)|do (?:what|any|every)\w*|role is|rule is)\b|\byour (?:new |only ){1,2}(?:rule|role|task|job|purpose|instruction) is\b|\byour name is (?:now )?dan\b/u,
  /\b(?:desde ahora|a partir de (?:ahora|este momento)|de (?:ahora|aqui) en adelante)(?: tu)? (?:te llamas|eres|seras|obedeces|contestas (?:cualquier|todo)|respondes (?:cualquier|todo)|dices que si|haces lo que)\b|\btu (?:nueva|unica) (?:regla|instruccion|tarea|funcion) es\b|\btu nuevo (?:rol|papel|trabajo) es\b/u,
  /\b(?:reveal|repeat|print|show|output|translate)(?: \S+){0,2} (?:text|words|message|lines)(?: \S+){0,2} (?:above|before this)\b|\b(?:revela|repite|imprime|muestra|traduce)(?: \S+){0,2} (?:texto|mensaje|palabras)(?: \S+){0,3} (?:arriba|anterior(?:es)? a)\b/u,
  /\b(?:complete|finish|continue|completa|termina|continua)(?: \S+){0,3} (?:my|your|mis|tus) (?:instructions|rules|prompt|instrucciones|reglas) (?:are|is|say|son|dicen)\b/u,
  /\b(?:play|game|story|juguemos|juego)\b(?: \S+){0,6} (?:nothing|nobody|no one|nada|nadie) (?:te |que te )?(?:restricts?|limits?|forbids?|stops?|limita|prohibe|detiene|impide)\b/u,
];

/** Attempts on the machinery, orders no customer may give, and help with fraud, on plain words. */
const DEEDS = [
  /\b(?:api|secret|access|encryption) keys?\b|\benvironment variables?\b|\b(?:admin|root|database|server|system) passwords?\b|\b(?:clave|llave)s? (?:api|secretas?)\b|\bvariables de entorno\b|\bcontrasena (?:del|de la|de) (?:administrador|admin|base de datos|servidor|sistema)\b/u,
  /\b(?:run|execute|ejecuta|ejecute|corre)(?: \S+){0,3} (?:code|script|command|codigo|comando|query|consulta sql)\b|\betc passwd\b|\b(?:dump|exporta?|vuelca)\b(?: \S+){0,3} (?:database|tables?|base de datos|tablas?)\b/u,
  /\b(?:approve|accept|pay) (?:all|every) (?:the )?claims?\b|\bapprove my claim\b.*\bauthori[sz]ed\b|\bmark (?:my|the|this|all) (?:\S+ )?claims? as (?:paid|approved)\b|\b(?:set|change|make|put|reduce) (?:my|the|all) (?:premium|price|payment|payout|deductible|balance|debt)s? to (?:zero|0|nothing|one million|a million)|\b100 discount\b|\bdelete (?:all|every) (?:the )?(?:claims|customers|records|policies|users|data)\b/u,
  /\b(?:aprueba|apruebe|acepta) (?:todos los|todas las) (?:reclamos?|siniestros?|reclamacion(?:es)?)\b|\b(?:aprueba|apruebe) mi (?:reclamo|siniestro)\b.*\bautorizad[oa]\b|\b(?:marca|pon) (?:mi|el) (?:siniestro|reclamo|reclamacion) como (?:pagado|aprobado|pagada|aprobada)\b|\b(?:pon|cambia|baja|deja) (?:mi|la) (?:prima|indemnizacion|deuda|cuota) (?:en|a) (?:cero|0|un millon)\b|\bborra todos? (?:los|las) (?:siniestros|clientes|polizas|registros|datos)\b/u,
  /\b(?:fake|stage|fabricate|invent) (?:a |an |my )?(?:\S+ )?(?:accident|claim|theft|injury|damage|burglary|invoice)s?\b|\b(?:make|file|submit|report) (?:a |an )?(?:false|fraudulent|bogus|fake) (?:\S+ )?(?:claim|invoice|report|accident)s?\b|\b(?:commit|get away with) (?:insurance )?(?:fraud|a scam)\b|\b(?:cheat|defraud|scam|trick) (?:the |my |an )?(?:insurance|insurer)\b/u,
  /\b(?:finj[oa]|fingir|simular|inventar|inventarme|falsificar?) (?:un |una |el )?(?:\S+ )?(?:accidente|robo|siniestro|lesion|factura)\b|\b(?:estafar|defraudar|enganar|timar) (?:al?|a la|a mi) (?:seguro|aseguradora|compania)\b/u,
  /\b(?:cheat|lie) (?:on|in|about) (?:my|the|a|an) (?:insurance )?(?:claims?|reports?|application)\b|\bmake up (?:a|an|the|my|some) (?:\S+ )?(?:thefts?|accidents?|claims?|damage|burglary|story|injury|loss)\b|\b(?:back ?date|ante ?date)\b/u,
  /\b(?:burn|torch|set|crash|sink|wreck|destroy|damage)(?: down)? my (?:own )?(?:car|house|home|boat|truck|van|shop)\b(?: \S+){0,4} (?:for (?:the|insurance) (?:payout|money|insurance)|to (?:get|collect)|on purpose)\b|\bset (?:fire to )?my (?:\S+ )?(?:on fire )?for the (?:payout|money|insurance)\b/u,
  /\b(?:approve|accept|pay|settle)(?: \S+){0,3} claim(?: \S+){0,3} without (?:checking|reviewing|review|asking|verif\w+|proof|looking|any)\b|\b(?:aprueb[ae]n?|acept[ae]n?|pag[au]\w*)(?: \S+){0,3} (?:siniestro|reclamo|parte)(?: \S+){0,2} sin (?:revisar\w*|verificar\w*|comprobar\w*|pruebas|mirar\w*)\b/u,
  /\b(?:hacer|hago|haciendo) trampas?\b|\b(?:simul\w+|fing\w+|finj\w+|invent\w+) (?:un|una|el|la) (?:\S+ )?(?:choque|accidente|robo|incendio|caida|siniestro|lesion)\b|\b(?:quem(?:ar|o|e|amos)|incendi(?:ar|o|e|amos)|estrell(?:ar|o|e)|hund(?:ir|o)|destroz(?:ar|o)) (?:a )?mi (?:propi[oa] )?(?:coche|carro|auto|casa|camioneta|barco|negocio)\b(?: \S+){0,3} (?:para cobrar|por (?:el|la) (?:dinero|plata|seguro|indemnizacion)|a proposito)\b|\b(?:poner|pon|pongan|ponga|ponerle|cambiar|cambien) (?:otra|una) fecha (?:anterior |falsa )?(?:a|al|en)(?: \S+){0,2} (?:siniestro|reclamo|parte|poliza)\b/u,
  /\bhow (?:do|can|could|to)(?: i| you| we)? hack\b|\bhack(?:ing)? (?:into )?(?:your|the (?:server|system|bot|database))\b|\bhacke(?:ar|o|en|amos)\b(?: \S+)? (?:su|tu|el|la|este|esta)\b|\b(?:writ|mak|creat|build|cod|program)\w*(?: \S+){0,3} (?:malware|virus|ransomware|keylogger|exploits?|trojan)\b|\b(?:escrib|cre|hag|haz|program)\w*(?: \S+){0,3} (?:malware|virus|troyano|programa malicioso)\b/u,
];

/** On the folded text, where signs still stand. */
const SIGNS = [
  /\bselect\b.{1,60}\bfrom (?:\w*customers?|\w*users?|polic\w*|\w*claims?|accounts?|clientes?|polizas?|siniestros?|usuarios?|information_schema)\b|\bselect \*/u,
  /\b(?:drop|truncate|alter) table\b|\bunion (?:all )?select\b|\bdelete from \w+|\binsert into \w+|\bupdate \w+ set \w+ ?=|' ?or ?'?1'? ?= ?'?1|\b1 ?= ?1\b|';? ?--/u,
  /<script\b|\/etc\/passwd|\$\{[^}]{1,40}\}|\{\{[^}]{1,40}\}\}|<\|[a-z_]{2,20}\|>|\[\/?inst\]|[<[]\/?(?:system|sys|admin|assistant)[>\]]|^#{2,} ?(?:system|instruction)/u,
];

const IN_WORDS = anyOf([...RULES, ...DEEDS]);
const IN_SIGNS = anyOf(SIGNS);

/** The words these rules look for. */
export const unsafeWords = [...wordsOfPatterns([...RULES, ...DEEDS]), ...othersWords];

/** True for attempts on the bot's rules, on others' data, on the machinery, and for help with fraud. */
export function isUnsafe(text: string): boolean {
  const words = plain(text);
  const folded = fold(text);
  return IN_WORDS.test(words) || IN_SIGNS.test(folded) || asksForOthersData(text);
}

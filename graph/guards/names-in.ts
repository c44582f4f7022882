/** Words that carry capitals without naming anybody. */
const COMMON = new Set(
  (
    "mr mrs ms miss dr sr sra srta senor senora don dona a about account accounts active additional address again agent all also am an and annual any are as assistance assistant at auto " +
    "automobile benefit benefits billing bodily building by call can cancellation car care center centre certificate claim claims " +
    "class clause comprehensive contact contents contract cost cover coverage coverages covered covers current customer date dates " +
    "death deductible department description details do does due each electronic email emergency end ended excluded exclusions " +
    "expired for friday from general getting good greetings has have health hello help here hi hola home how i id if important in " +
    "included information injury insurance insured is it its key kind language last liability life limit limits line list manager " +
    "maximum me medical monday more my name need new next no not note number of on one online or our overview paid payment " +
    "payments pending period personal please plan plus policies policy portal postal premium premiums product property protection " +
    "questions reference relationship renewal rental report reported request review saturday section service services so sorry " +
    "spanish english standard start status step steps summary sunday support team term thank thanks that the there these this " +
    "thursday to total travel tuesday type unfortunately united states usa us vip value wednesday welcome what whatsapp when which " +
    "who why with worldwide would year yearly yes you your washington america european union europe frequently asked " +
    "january february march april may june july august september october november december " +
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes " +
    "sabado domingo al ahora amplia aqui asegurado asegurador asistencia asistente atencion auto aviso bienvenida bienvenido buenas " +
    "buenos centro civil clausula cliente clientes cobertura coberturas como con contacto contrato correo cubre cual cuenta cuando dano danos datos de " +
    "deducible del desde detalles direccion el ella en encantado es esta estado estados estas estandar este estoy fecha fechas fin gestor " +
    "gracias ha hay hogar idioma importante inicio la las le limite limites listado lo los lesiones me mi mis muerte multa no nombre nota " +
    "numero numeros o para pago pagos perdon persona por prima primas producto proxima proximo puede puedo que renovacion resumen " +
    "responsabilidad revise salud se seguro seguros servicio si siniestro siniestros sin sobre solicitud soy su sus tambien terminos tipo tiene titular " +
    "todavia todo un una unidos unidas usted vehiculo viaje vida vigencia poliza polizas y ya opciones opcion option options"
  ).split(" "),
);
/** Shorter words, as in "Wi-Fi", name nobody. */
const MIN_NAME = 3;
const CAPITAL = /(?<![\p{L}\p{N}'])\p{Lu}[\p{L}]+(?:'\p{L}{2,})?/gu;
const RUN =
  /(?<![\p{L}\p{N}'])\p{Lu}\p{L}+(?:(?:[ -](?:de |del |la |los |las |van |von |da )?)\p{Lu}\p{L}+)+/gu;
/** After one of these, a capital names somebody. */
const BEFORE_NAME =
  /(?:\b(?:hello|hi|hey|dear|hola|estimad[oa]|querid[oa]|thanks|thank you|gracias|good (?:morning|afternoon|evening)|buen[oa]s (?:dias|tardes|noches)),? ?|\b(?:mr|mrs|ms|miss|mister|dr|sr|sra|srta|senor|senora|senorita|don|dona)\.? |\b(?:customer|client|policyholder|driver|neighbou?r|agent|adjuster|manager|colleague|advis[eo]r|owner|wife|husband|son|daughter|cliente|titular|conductora?|vecin[oa]|agente|perit[oa]|gestora?|colega|asesora?|espos[oa]|hij[oa])(?: (?:is|named|called|es|llamad[oa]|se llama))?(?:, |[ :]+)|\b(?:my name is|named|called|this is|i am|i'm|belongs to|me llamo|mi nombre es|le habla|pertenece a|a nombre de|in the name of) )$/u;
const OF_SOMEBODY =
  /^(?:'s|') (?:polic|claim|car|home|insurance|account|premium|address|cover|data|details|e-?mail|phone|file)/u;
const STREET =
  /\b\d{1,5} (?:\p{Lu}\p{L}+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Row|Point|Hill|Ridge|Walk|Track|Way|Place|Square)\b|\b(?:[Cc]alle|[Aa]venida|[Pp]aseo|[Pp]laza|[Cc]arretera) (?:de )?(?:la |los |las |del )?\p{Lu}\p{L}+(?:,? (?:n\.? ?)?\d{1,5})?/gu;

/** The street addresses in a text with its capitals. */
export function streetsIn(cased: string): string[] {
  return [...cased.matchAll(STREET)].map(([street]) => street);
}

/**
 * Does a text with its capitals name somebody who is not in these words? Two strange capitals in a row do, one beside a
 * known name, and one where only a name can stand.
 */
export function namesStranger(cased: string, known: ReadonlySet<string>, own: string): boolean {
  const isStrange = (word: string) => {
    const folded = word.toLowerCase();
    if (folded.length < MIN_NAME) return false;
    return !COMMON.has(folded) && !known.has(folded) && !known.has(folded.replace(/'.*$/u, ""));
  };
  const ownWords = new Set(own.toLowerCase().split(/[ -]/u));
  for (const [run] of cased.matchAll(RUN)) {
    const words = run.split(/[ -]/u).filter((word) => /^\p{Lu}/u.test(word));
    const strange = words.filter(isStrange).length;
    const isNamesake = words.some((word) => ownWords.has(word.toLowerCase()));
    if (strange > 1 || (strange === 1 && isNamesake && isStrange(words.at(-1)!))) return true;
  }
  for (const match of cased.matchAll(CAPITAL)) {
    if (!isStrange(match[0])) continue;
    const before = cased.slice(Math.max(0, match.index - 40), match.index).toLowerCase();
    const after = cased.slice(match.index + match[0].length).toLowerCase();
    if (BEFORE_NAME.test(before) || OF_SOMEBODY.test(after)) return true;
  }
  return false;
}

import type { Language } from "../core/conversation.ts";
import type { PolicyKind } from "../core/records.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Folded words that say nothing about what happened: grammar, courtesy, and what every contract is about. */
export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: words(`
    a about above after again against all also although always am an and another any anybody anyone anything
    are aren't around as ask at away be because been before being between but by can can't cannot come could
    couldn't day did didn't do does doesn't doing don't down during each either else even ever every exactly feel
    for from get gets getting give go goes going gone got had has have haven't having he hello help her here hers
    hey hi him his how however i i'd i'll i'm i've if in into is isn't it it'd it'll it's its itself just know let
    like look make makes many may maybe me mean might mine more most much must my myself need needs never next no
    nor not nothing now of off ok okay on only or other our out over own please put question quite really said
    same say says see shall she should show so some somebody someone something somewhere still such sure take
    taken takes tell than thank thanks that that's the their theirs them then there these they they're thing
    things think this those though through to today told too try under until up upon us use used very want wants
    was wasn't way we well went were weren't what what's whatever when where whether which while who whom
    whose why will with within without won't wonder would wouldn't yes yet you you're your yours
    apply applies case car cars auto autos vehicle vehicles truck home homes house houses cover covers covered
    covering coverage damage damages damaged clause clauses contract include included includes including
    insurance insure insured insurer insures policies policy product protect protected protection section
    situation happen happened happens plan loss losses issue problem
    ate began brought came ended found gave happening kept left made making means parked put ran
    receive received started stopped thought told took tried trying turned whatever
    soon whole kids one two three four five six seven eight nine ten overnight weekend next anymore badly really
  `),
  es: words(`
    a acerca ademas ahi ahora al algo alguien algun alguna algunas alguno algunos ante antes aqui asi aun aunque
    ayuda ayudar bien buen buenas buenos cada casi como con contra cosa cosas creo cual cuales cualquier cuando
    cuanto cuanta cuantos cuantas cuyo da dan dar de debe deben debo decir del desde dia dice dicen dime donde dos
    durante e el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba estan estar estas
    este esto estos estoy fue fueron gracias ha haber habia hace hacer hago han has hasta hay he hola hoy
    incluso ir la las le les lo los mas me mi mia mio mis misma mismo mucha mucho muchos muy nada ni ningun
    ninguna ninguno no nos nosotros nuestra nuestro o otra otras otro otros para pero podria por porque pregunta
    pueda puede pueden puedo pues que quien quiero quiere quisiera saber sabe se sea seria ser si sido siempre sin
    sobre solo son soy su sus tal tambien tampoco tan tanto te tendria tener tengo tiene tienen toda todas todavia
    todo todos tu tus un una uno unos usted ustedes va vamos van voy y ya yo
    auto autos carro carros coche coches vehiculo vehiculos camioneta casa casas hogar hogares vivienda aplica
    caso clausula clausulas cobertura coberturas cobertur cubierta cubierto cubiertas cubiertos cubra cubran cubre
    cubren cubrir cubriria dano danos danado danada danaron contrato incluido incluida incluye incluyen
    incluir asegurado asegurada aseguradora asegurar poliza polizas seguro seguros producto protege protegido
    proteccion pasa pasaria paso ocurre ocurrio sucede sucedio plan problema situacion
    hubo quedo quedaron quede pegue pego salio salieron entro entraron puso poner puse quitaron quito
    necesito necesita necesitamos necesitaba fui fuimos iba dio dieron dado dejo dejaron deje llego llegaron llegar
    vino vinieron veo vi vio ver dijo dijeron hicieron hizo hice hacemos tuve tuvo tuvimos puse proxima
    proximo despues antes dia recibe reciben recibo llama llamar conmigo alla aca casi luego quizas
  `),
};

/** Spanish grammar that is a word of substance in English ("my son", "sea rescue"). */
export const ENGLISH_AFTER_ALL: ReadonlySet<string> = words("son sea van");

/** What every policy of a kind is about: "is my trip covered" names no clause. */
export const KIND_WORDS: Readonly<Record<PolicyKind, ReadonlySet<string>>> = {
  auto: words("drive drives driving manejar maneje manejo maneja conducir conduje conduce"),
  home: words("property apartment flat building apartamento piso departamento edificio"),
  life: words("life vida"),
  health: words("health healthcare salud"),
  travel: words("trip trips travel travels traveling travelling journey viaje viajes viajar viajo"),
};

/** Words about the business of insurance: they lead to a clause only when a question holds nothing else. */
export const WEAK_WORDS: ReadonlySet<string> = words(`
  accept amount back deductible deductibles deducible deducibles bill bills charge claim claims
  claiming compensation cost costs days fee file filing fix fixed free full limit limits lot maximum money
  month months notify old work works working pay paying pays paid payment payments payout price refund reimburse
  repair repairs repaired replace replaced report reporting submit time times total morning
  outside inside front behind week weeks year years new broke broken bought buy yesterday night
  last trabajo road street highway cantidad cobrar cobro costo coste cuesta devolver dias dinero limite limites maximo meses
  mes nuevo nueva pagan pagar pagaria paga pago precio presentar presento presenta reclamar
  reclamo reembolso reparar reparacion reparan reportar semana semanas siniestro tiempo ano anos
  carretera autopista calle ayer noche roto rota rompio rompe rompi rompieron quebro quebre tarda
  nuevos nuevas fuera dentro manana delante
`);

/** Words that mean the same, where no ending tells so: irregular forms and other names, by each of them. */
export const SAME_WORDS: ReadonlyMap<string, readonly string[]> = sameWords(`
  steal stole stolen theft thefts thief thieves nicked
  break broke broken
  burn burnt
  injure injured injury injuries
  die dies died dying dead death deaths
  bite bit bitten
  fall fell fallen
  drive drove driven driver drivers
  freeze froze frozen
  lose lost
  tooth teeth
  mouse mice
  tire tyre tyres tires
  windshield windscreen windshields windscreens
  jewel jewellery jewelry
  mold mould moldy mouldy
  crash crashed collide collided bump bumped reversed clipped
  gearbox transmission
  brother sister cousin nephew niece uncle aunt relative
  hermano hermana primo prima cunado cunada sobrino sobrina tio tia suegro suegra pariente
  funeral burial entierro sepelio
  dad father
  mom mum mother
  demora retraso atraso
  prestan prestamo prestado prestar
  temblor sismo terremoto
  agrieto agrietaron grieta grietas
`);

function sameWords(lines: string): ReadonlyMap<string, readonly string[]> {
  const groups = lines
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" "));
  return new Map(groups.flatMap((group) => group.map((word) => [word, group] as const)));
}

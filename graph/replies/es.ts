import type { HandoffFacts } from "./facts.ts";
import { lines } from "./format.ts";
import type { Replies } from "./replies.ts";
import { listing, makeSheets } from "./sheets.ts";
import type { Terms } from "./sheets.ts";

const terms: Terms = {
  kind: { auto: "auto", home: "hogar", life: "vida", health: "salud", travel: "viaje" },
  status: {
    active: "activa",
    pending: "pendiente",
    lapsed: "caducada",
    cancelled: "cancelada",
    expired: "vencida",
  },
  period: { month: "mes", quarter: "trimestre", year: "año" },
  claimStatus: {
    received: "recibido",
    in_review: "en revisión",
    waiting_for_customer: "a la espera de usted",
    approved: "aprobado",
    paid: "pagado",
    rejected: "rechazado",
  },
  field: { email: "correo electrónico", language: "idioma", address: "dirección postal" },
  language: { en: "inglés", es: "español" },
  customerType: { VIP: "VIP", Standard: "Estándar" },
  request: { renew: "renovar", cancel: "cancelar", change_cover: "cambiar la cobertura de" },
  media: {
    image: "su imagen",
    video: "su video",
    audio: "su nota de voz",
    document: "su documento",
    sticker: "su sticker",
    location: "su ubicación",
    contacts: "el contacto que envió",
    other: "su archivo",
  },
  label: {
    kind: "Tipo de cobertura",
    covered: "Cubre",
    excluded: "No cubre",
    insured: "Asegurado",
    status: "Estado",
    dates: "Vigencia",
    limits: "Límites",
    deductible: "Deducible",
    premium: "Prima",
    nextPayment: "Próximo pago",
    renewal: "Fecha de renovación",
    ended: "Terminó el",
    policy: "Póliza",
    policies: "Pólizas",
    occurred: "Ocurrió el",
    reported: "Reportado el",
    paid: "Pagado",
    nextStep: "Próximo paso",
    description: "Qué pasó",
    name: "Nombre",
    customerId: "Número de cliente",
    customerType: "Tipo de cliente",
    relationshipManager: "Gestor personal",
  },
  until: "al",
  each: "por",
  none: "no hay",
};
const { field, kind, request, status } = terms;
const sheets = makeSheets("es", "es-US", terms);

/** "su nuevo correo", but "su nueva dirección". */
const newField = {
  email: "su nuevo correo electrónico",
  language: "su nuevo idioma",
  address: "su nueva dirección postal",
};
const WAITING = `Los mensajes se responden por orden de llegada, por eso no puedo prometerle una hora. Todo lo que escriba aquí les llega a mis colegas, y le responden en este chat.`;
const EMERGENCY = `Si alguien está herido o en peligro, llame primero a emergencias: 911 (112 en Europa).`;
const AGAIN = `Vuelvo a ser su asistente: escríbame cuando necesite algo.`;
const CAN_DO = `• mostrarle sus pólizas y lo que cubren
• informarle sobre primas y pagos
• consultar un siniestro o reportar uno nuevo
• pasar una solicitud de renovación, cancelación o cambio
• cambiar su correo, idioma o dirección
• traer a una persona`;
const CAN_DO_UNKNOWN = `• comunicarle con una persona
• darle información general sobre este servicio`;

const announcements = {
  asked: "Por supuesto. Paso esta conversación a una persona.",
  complaint: "Lamento mucho lo ocurrido. Lo paso a una persona que pueda revisarlo.",
  distress: `Lo siento muchísimo. No está solo en esto: ahora mismo traigo a una persona.\n${EMERGENCY}`,
  danger: `${EMERGENCY}\nAl mismo tiempo traigo a una persona a este chat.`,
  unclear: `Lo siento, sigo sin entenderle y no quiero adivinar. Paso esto a una persona.`,
  portfolio: "Para revisar sus seguros en conjunto, lo mejor es que hable con una persona.",
  not_found: "No pude responder a esto con mis datos, por eso lo paso a una persona.",
  request: "Paso su solicitud a una persona, que se ocupa desde aquí.",
  claim: "Paso su siniestro a una persona, que se ocupa desde aquí.",
  failed: `Lo siento, algo falló de nuestro lado. Paso esto a una persona para que reciba una respuesta.`,
};
const received = ({ mediaKind }: HandoffFacts) =>
  `Gracias, recibí ${terms.media[mediaKind ?? "other"]}. No puedo valorarlo yo mismo, por eso lo paso a una persona.`;

/** What we say in Spanish. */
export const es: Replies = {
  terms,
  choice: {
    yes: "Sí",
    no: "No",
    renew: "Renovar",
    cancel: "Cancelar póliza",
    change_cover: "Cambiar cobertura",
    email: "Correo electrónico",
    language: "Idioma",
    address: "Dirección postal",
    as_told: "Como lo escribí",
  },
  intent: {
    capabilities: "Qué puede hacer",
    identity: "Mis datos",
    policy_list: "Mis pólizas",
    policy_details: "Una póliza",
    coverage_question: "Qué está cubierto",
    claim_status: "Mis siniestros",
    claim_report: "Reportar siniestro",
    billing: "Prima y pagos",
    policy_change: "Renovar o cancelar",
    update_contact: "Cambiar mis datos",
    human_agent: "Una persona",
    relationship_manager: "Mi gestor personal",
  },
  words: {
    renew: /\brenov|\bprorrog/,
    cancel: /\bcancel|\bde baja\b|\banul|\brescind/,
    changeCover: /\b(?:cambi|anad|agreg|aument|ampli|reduc|modific|mejorar|quitar|bajar|subir)/,
    email: /\bcorreo|\be-?mail/,
    language: /\bidioma\b|\ben (?:espanol|ingles)\b/,
    address: /\bdireccion\b|\bdomicilio\b|\bmude\b|\bmudado\b/,
    thanks: /\bgracias\b|\bagradez/,
    bot: /\b(?:ro)?bot\b|\bhuman[oa]\b|\bmaquina\b|\bpersona (?:real|de verdad)\b|\bia\b|\bautomatic/,
    leave:
      /^(?:no[ ,]+|por favor )*(?:cancel(?:ar|e|a)l?[oa]?|dejel[oa]|dejal[oa]|olvid[ae]l[oa]|no importa|salir|parar|detener|ahora no|mejor no)(?: (?:eso|esto|todo|el siniestro|por favor))*[.!]*$/,
    all: /\b(?:ambos|ambas|tod[oa]s|l[oa]s dos)\b/,
    other: /\botr[oa]\b/,
    beforeAddress:
      /(?:\b(?:direcci[oó]n|domicilio)(?: ahora)?(?: es| a|:)|\bmud(?:é|e|ado) a|\bvivo (?:ahora )?en):?\s+(.+)$/is,
  },
  customer: {
    greeting: (name) => `Hola, ${name}, qué gusto leerle. ¿En qué puedo ayudarle hoy?`,
    greetingUnknown: `Hola y bienvenido. Todavía no conozco su número, por eso no tengo datos de pólizas que mostrarle. Puedo:\n${CAN_DO_UNKNOWN}`,
    capabilities: (managerName) =>
      lines(
        `Esto es lo que puedo hacer por usted:\n${CAN_DO}`,
        managerName &&
          `${managerName} lleva su cuenta personalmente: pida una revisión de su cartera y se la paso.`,
      ),
    capabilitiesUnknown: `Todavía no conozco su número. Sin una cuenta puedo:\n${CAN_DO_UNKNOWN}\nSi es cliente, escríbanos desde el número que tenemos registrado.`,
    identity: (customer) => `Esto es lo que tengo registrado:\n${sheets.identity(customer)}`,
    thanks: "Con gusto. Escríbame cuando necesite algo.",
    bot: `Soy un asistente automático, no un ser humano. Respondo con sus datos y traigo a una persona cuando usted quiera: escriba «una persona».`,
    smalltalk: "Muy amable. Estoy aquí para sus seguros: ¿qué puedo hacer por usted?",
    outOfScope: `Lo siento, en eso no puedo ayudarle. Puedo:\n${CAN_DO}`,
    outOfScopeUnknown: `Lo siento, en eso no puedo ayudarle. Puedo:\n${CAN_DO_UNKNOWN}`,
    unsafe: `En eso no puedo ayudarle. Mis reglas son las mismas en cada conversación, y aquí solo hablo de los seguros que usted tiene con nosotros. ¿Qué puedo hacer por usted?`,
    affirm: "Con gusto. ¿Qué desea? Por ejemplo «mis pólizas» o «reportar un siniestro».",
    deny: "De acuerdo. Si necesita algo más, escríbame.",
    goodbye: (name) => `Hasta pronto${name ? `, ${name}` : ""}. Cuídese y escríbame cuando quiera.`,
    unknownAddress: `Lo siento, no conozco el número desde el que escribe, por eso no puedo mostrar ni cambiar datos aquí. Si es cliente, escríbanos desde el número que tenemos registrado. ¿Le comunico con una persona?`,
  },
  contact: {
    askField: "¿Qué desea cambiar: su correo electrónico, su idioma o su dirección postal?",
    askValue: (name) =>
      name === "language" ? "¿Español o inglés?" : `¿Cuál es ${newField[name]}?`,
    propose: (name, from, to) =>
      lines(
        `Revise, por favor, este cambio de su ${field[name]}:`,
        `• ahora: ${sheets.contactValue(name, from)}`,
        `• después: ${sheets.contactValue(name, to)}`,
        "¿Hago el cambio?",
      ),
    changed: (name, to) => `Listo. Ahora su ${field[name]} es ${sheets.contactValue(name, to)}.`,
    kept: "De acuerdo, no he cambiado nada.",
    problem: (problem, name) =>
      ({
        unknown_customer: "No conozco su número, por eso no puedo cambiar datos aquí.",
        invalid_email: "Ese correo electrónico no está completo. Escríbalo entero, por favor.",
        unsupported_language: "No puedo escribir en ese idioma.",
        invalid_address: "Escriba la dirección entera, por favor: calle, número y ciudad.",
        unchanged: `Su ${field[name]} ya es así; no hay nada que cambiar.`,
      })[problem],
  },
  policy: {
    list: (policies) => lines("Estas son sus pólizas:", ...policies.map(sheets.policy)),
    askOpen: "¿Cuál desea abrir?",
    none: "No hay ninguna póliza en su cuenta. ¿Le comunico con una persona que pueda ayudarle?",
    notOnAccount: (number) =>
      `${number} no figura en su cuenta. Revise el número, por favor, o pídame «mis pólizas».`,
    noneOfKind: (kinds) =>
      `No hay ninguna póliza de ${kinds.map((each) => kind[each]).join(" o ")} en su cuenta. Pídame «mis pólizas» para ver las que hay.`,
    askWhich: (policies) => listing("¿A qué póliza se refiere?", policies.map(sheets.policyName)),
    details: sheets.details,
    clause: ({ clause, policyNumbers, productName }) =>
      lines(
        {
          covered: "Sí, su contrato lo cubre:",
          excluded: "No, su contrato lo excluye:",
          terms: "Esto dice su contrato al respecto:",
        }[clause.effect],
        `${productName.es} (${sheets.list(policyNumbers)}), cláusula ${clause.number}, ${clause.translations.es.title}:`,
        `«${clause.translations.es.text}»`,
      ),
    clauseNote: "Cada siniestro se decide según lo ocurrido y dentro de los límites de su póliza.",
    notActive: (policy) =>
      `Tenga en cuenta: ${policy.policyNumber} está ${status[policy.status]}, por lo que ahora no da cobertura.`,
    clauseNotFound: (policyNumbers) =>
      `No encontré ninguna cláusula sobre esto en su contrato (${sheets.list(policyNumbers)}) y no quiero adivinar. ¿Le comunico con una persona que lo revise?`,
    billing: (items) => lines("Primas y pagos:", ...items.map(sheets.bill)),
  },
  claim: {
    status: (claims) => lines("Así están sus siniestros:", ...claims.map(sheets.claim)),
    none: (number) => `No hay ningún siniestro ${number ? `de ${number} ` : ""}en su cuenta.`,
    offerReport: "¿Desea reportar uno nuevo?",
    askPolicy: (policies) => listing("¿Para qué póliza es?", policies.map(sheets.policyName)),
    askWhen: (number) => `¿Cuándo ocurrió (${number})? Basta con «ayer» o una fecha.`,
    askWhat: "¿Qué pasó? Cuéntemelo en una o dos frases, por favor.",
    askWhatOr: (told) =>
      `¿Qué pasó? Cuéntemelo en una o dos frases, por favor, o tome sus propias palabras: «${told}»`,
    confirm: (draft, policy) =>
      `Revise su siniestro, por favor:\n${sheets.draft(draft, policy)}\n¿Lo reporto así?`,
    problem: (problem, policy) =>
      ({
        unknown_policy: "Esa póliza no figura en su cuenta.",
        not_active: `${policy ? `${policy.policyNumber} está ${status[policy.status]}` : "Esa póliza no está activa"}, por eso no puedo recibir un siniestro para ella; una persona puede verlo.`,
        future_date: "Ese día todavía no ha llegado.",
        before_start: `La póliza empezó ${policy ? `el ${sheets.day(policy.startDate)}` : "más tarde"}.`,
        after_end: `La póliza terminó ${policy ? `el ${sheets.day(policy.endDate)}` : "antes de ese día"}.`,
        too_short: "Cuénteme un poco más, por favor, para que mis colegas lo entiendan.",
      })[problem],
    whenUnread: "No pude leer una fecha en eso.",
    left: "De acuerdo, no se reportó nada. Puede empezar de nuevo cuando quiera.",
    reported: ({ claimId, policyNumber, nextStep }) =>
      `Su siniestro está reportado. Su número es ${claimId} (póliza ${policyNumber}).\nPróximo paso: ${nextStep.es}`,
    noActivePolicy: `No tiene ninguna póliza activa, por eso no puedo recibir un siniestro aquí. ¿Le comunico con una persona que lo revise?`,
  },
  request: {
    askKind: "¿Qué desea hacer: renovarla, cancelarla o cambiar la cobertura?",
    propose: (name, policy, detail) =>
      lines(
        "Esto es lo que pasaría a una persona:",
        `• Solicitud: ${request[name]} ${sheets.policyName(policy)}`,
        `• Sus palabras: «${detail}»`,
        "Nada cambia antes de que una persona lo revise. ¿Lo paso?",
      ),
    recorded: (requestId, name, number) =>
      `Su solicitud quedó registrada como ${requestId}: ${request[name]} ${number}.`,
    left: "De acuerdo, no pasé nada y su póliza sigue como está.",
    already: (policy) => `${policy.policyNumber} ya está ${status[policy.status]}.`,
  },
  clarify: {
    ask: "No estoy seguro de haberle entendido. ¿Qué desea?",
    noSuchNumber: (number) => `Aquí no hay ninguna opción con el número ${number}.`,
    staleButton: "Ese botón es de una pregunta anterior, por eso no he hecho nada con él.",
    nothingOpen: "Ahora no hay ninguna pregunta abierta: escríbame lo que necesite.",
    person: "¿Le comunico con una persona?",
    rephrase: "Entonces dígame con otras palabras qué necesita, por favor.",
    yesOrNo: "Responda sí o no, por favor.",
    again: "No le entendí.",
    back: "Volvamos a lo que teníamos abierto:",
  },
  human: {
    announce: (to, reason, facts) =>
      lines(
        reason === "media" ? received(facts) : announcements[reason],
        to === "relationship_manager" &&
          facts.managerName &&
          `Primero aviso a ${facts.managerName}, que lleva su cuenta personalmente.`,
        WAITING,
      ),
    anythingElse: "Antes de irse: ¿podemos ayudarle en algo más?",
    closedByCustomer: `Gracias. La conversación con mi colega queda cerrada. ${AGAIN}`,
    closedByPerson: `La conversación con mi colega ha terminado. ${AGAIN}`,
    stillWaiting: `Sigue en la cola, y lamento que tarde tanto. ${WAITING}`,
    nobodyFree:
      "Lo siento: en todo este tiempo nadie ha podido atender su conversación. Vuelvo a ser su asistente; pida una persona cuando quiera y lo intento de nuevo.",
    requeued: `Mi colega no pudo responder, por eso busco a otra persona. ${WAITING}`,
    closedSilent: `Hace un rato que no tengo noticias suyas, por eso cerré la conversación con mi colega. ${AGAIN}`,
    invitation: "Tenemos noticias para usted. Responda a este mensaje y seguimos por aquí.",
    failed: `Lo siento, algo falló de nuestro lado. Escríbame de nuevo en un momento, por favor.`,
  },
};

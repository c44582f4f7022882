/**
 * What words are about, the same in English and Spanish, so that one language's examples teach the other.
 * Folded; a star ends a stem. A word may carry several concepts, as customers' words do.
 */
const LEXICON: Readonly<Record<string, string>> = {
  cancel: "cancel* terminat* anul* baja rid drop stop stopping dejar finish finaliz* cance*",
  renew:
    "renew* renov* renuev* extend* prorrog* extension alarg* reactiv* reinstat* rehabilit* lapsed",
  add: "add adds adding added agreg* anad* incorpor* sumar meter insert put poner extra",
  remove: "remove* removing quit* elimin* sac* drop take rid exclude excluir borr*",
  more: "increas* rais* higher upgrad* aument* ampli* mejor* subir sube suban subo subanme better",
  less: "lower* reduc* reduz* decreas* downgrad* bajar baje bajen bajenme bajame bajo menor menos cheaper less smaller",
  change:
    "chang* cambi* modif* updat* actuali* correct* corrig* correg* edit* replac* reemplaz* switch* swap* pasar fix* chnag* canvi* traspas* transfer* adjust* ajust* wrong mal vieja viejo old",
  fresh: "new nuevo nueva moved move moving mude mudo mudado mudamos mudanza",
  email: "email* e-mail mail* correo* emial",
  address:
    "address* adress* direccion* direcion domicilio street calle letters cartas post postal zip",
  phone: "phone telefono celular movil mobile cell",
  tongue: "language idioma english spanish ingles espanol castellano",
  profile:
    "details detail datos data profile perfil account cuenta information informacion info record* registr* file ficha customer client cliente name nombre",
  self: "i me my mine yo mi mis soy am im our nuestro nuestra myself",
  policy: "polic* poliz* insuranc* insur* insurnace seguro contrat* contract* plan",
  policies:
    "policies polizas seguros insurances contracts contratos plans planes products productos polizas policys everything todo",
  list: "list* lista listado all todas todos overview resumen which cuales many cuantos cuantas several varios total relacion",
  show: "show see view open pull ver muestr* mostr* ensen* abrir abre abreme look consult* tell dime dame cuentame give",
  auto: "car cars auto autos vehicle* motor automobile truck van coche coches carro carros vehiculo* camioneta moto plate matricula",
  home: "home house flat apartment condo casa hogar piso vivienda apartamento tejado roof kitchen cocina",
  life: "life vida",
  health: "health healthcare medical salud medico medica dental",
  travel: "travel trip viaje viajes flight luggage suitcase equipaje maleta vuelo",
  covered:
    "covered cover covers coverd coverage cubr* cubier* cobertura* includ* incluid* incluye* protect* exclu* entra entran pay pays paga pagan pagarian insured asegurad*",
  hypothetical: "if si would when cuando what happens pasa",
  terms:
    "deduct* deduc* dedus* excess franquicia limit* limite* sum suma capital benefici* terms condiciones comprehensive riesgo terceros maximum maximo",
  span: "start starts started end ends expir* vence vencimiento venc* valid* vigente* activ* since until hasta desde dates fechas inicio fin",
  claim: "claim* clame siniestro* reclam* expediente case caso parte",
  state:
    "status estado progress avance news noticia* noved* approv* aprob* reject* denied rechaz* pending going va seguimiento follow track* review* revis* decid* update progress* await* waiting esperando heard sabido settled resol*",
  report:
    "report* file submit declar* notif* present* abrir iniciar comunic* make hacer start register reportar lodge",
  sent: "reported filed submitted sent presente presentamos hice mande mandamos envie reporte puse di ago hace",
  utility:
    "water gas electric* electricity power agua luz electrica internet wifi gym rent alquiler hotel garage taller",
  mishap:
    "crash* accident* acident* hit rear stolen stole rob* theft burgl* broke* broken burst leak* flood* fire damag* danos dano danado danaron choc* choqu* rompi* roto rota inund* incendi* quem* granizo hail storm tormenta perdi lost scratch* rayo ray* revent* smash* crack* gotera fuga tuberia pipe wreck* estrell* golpe* golpearon vandal* destroyed",
  heal: "hospital doctor medic* surgery cirugia ambulanc* leg pierna expenses gastos treatment dentist dentista",
  payout: "reimburs* reembols* payout* indemniz* compensat* compens* refund devolu* devuel*",
  bill: "pay pays paid paying payment* paymnt pag* bill* invoice* factur* recibo* premium* premum prima* charg* cobr* debit* instalment* installment* cuota* cost* cuesta* price* precio* owe* debo debito due saldo balance receipt comprobante tarjeta card importe outstanding overdue plazos monthly mensual domiciliacion expensive caro cara vale vales",
  when: "when cuando wen kuando fecha date",
  amount: "how much cuanto cuanta cual",
  why: "why por porque",
  who: "who quien whose",
  help: "help ayud* assist* asist* menu opcion* options option funcion* command* topics temas features tramites gestiones services servicios",
  ability:
    "can could puedes puede pueden podria able sabes do does hacer haces sirve works funciona",
  person:
    "person* human* humano agent* asesor* operador* represent* alguien someone somebody supervisor employee empleado advisor talk speak hablar llam* call",
  manager:
    "manager* gestor* gerente ejecutiv* portfolio portafolio cartera financ* wealth patrimon* retire* jubila* retiro estate invest* inver* pension planning planific*",
  driver:
    "driver* conductor* wife husband son daughter baby bebe hijo hija esposa esposo marido mujer",
  machine: "bot robot chatgpt machine maquina computer ordenador ia ai artificial",
  praise:
    "thank* gracias great genial awesome helpful amable love funny good nice bien happy feliz merry appreciate*",
  insurer:
    "mapfre axa allianz geico progressive lemonade zurich generali allstate aviva hiscox sanitas adeslas qualitas gnp usaa nationwide metlife prudential liberty reale pelayo verti competitor* insurer* insurers aseguradora* aseguradoras farmers statefarm farm directa chubb aetna cigna kaiser",
  money:
    "bank* banco* loan* prestam* mortgage* hipoteca* bitcoin crypto* cripto* stock* shares acciones bolsa credit credito debit debito block bloque* exchange euro euros dollar dolares tax* impuesto* renta savings ahorro* invest* account fund funds fondos rate atm paypal transfer*",
  product:
    "pet pets mascota* dog perro cat gato horse caballo boat barco drone* motorcycle moto business negocio* startup empresa cyber ciberne* crop cosecha wedding boda concert concierto bond fianza fleet flota bike yacht",
  company:
    "ceo founded company compania job* empleo* hiring contrat* vacan* salary sueldo sueldos internship* practicas office oficina* curriculum cv headquarters employees empleados work trabajar trabajo career* director journalist periodista seo sponsor* patrocin* partnership colaboracion shareholder* broker corredor actuar* reinsurance reaseguro",
  shop: "netflix amazon gym gimnasio subscription suscripcion package paquete parcel order pedido shoes zapatos product store tienda electricity luz rent alquiler alquilar internet wifi router facebook twitter instagram whatsapp iphone android laptop portatil app spotify uber pizza taxi hotel restaurant* restaurante* airline train tren* airport aeropuerto station estacion visa passport pasaporte library biblioteca licence licencia carnet landlord casero plumber fontanero",
  chat: "weather tiempo llover rain sunny grados recipe receta* cook* cocin* bake bread pan joke* chiste* song cancion* sing canta* poem* poema* essay ensayo story cuento football futbol soccer nba game partido match team equipo won gano win mundial movie* pelicula* music* musica book* libro* tv capital president* presidente elections elecciones news math matematic* equation ecuacion homework tarea videojuego* videogame video python javascript code codigo translate* traduc* alarm alarma lights luces horoscop* lottery loteria calories calorias workout exercise* ejercicio* symptom* sintoma* medicine medicina headache cabeza guitar guitarra chess ajedrez poker garden* tomat* paint* pintura school colegio history historia war guerra moon luna planet mars marte spell synonym sinonimo meaning significa draw dibuja logo image imagen girlfriend novia boyfriend novio birthday cumpleanos",
};

const exact = new Map<string, number[]>();
const stems = new Map<string, number[]>();
for (const [concept, words] of Object.values(LEXICON).entries()) {
  for (const word of words.split(" ")) {
    const into = word.endsWith("*") ? stems : exact;
    const key = word.replace("*", "");
    into.set(key, [...(into.get(key) ?? []), concept]);
  }
}

const SHORTEST_STEM = 3;

/** The concepts of a folded word, as small numbers; none for most words. */
export function conceptsOf(word: string): readonly number[] {
  const found: number[] = [...(exact.get(word) ?? [])];
  for (let length = SHORTEST_STEM; length <= word.length; length++) {
    const more = stems.get(word.slice(0, length));
    if (more) found.push(...more);
  }
  return found;
}

import { fold, plain, wordsOf } from "../text/fold.ts";
import { makePhraseBook } from "../text/phrases.ts";
import { wordsIn } from "./lexicon.ts";

const GREETINGS = `hi|hii|hiii|hiya|hello|helo|helloo|hellooo|helloooo|hey|heyy|heyyy|heya|hullo|howdy|yo|good morning|good mornin|good afternoon|good evening|good day|morning|afternoon|evening|greetings|hi there|hello there|hey there|hi again|hello again|sup|wassup|whats up
  |hola|holaa|holaaa|ola|holi|buenas|buenaas|muy buenas|buenos dias|buen dia|buenas tardes|buenas noches|muy buenos dias|muy buenas tardes|muy buenas noches|saludos|un saludo|alo|que hubo|quiubo|que onda|que mas|que tal|hola que tal|hola buenas`;

const ADDRESSED = `there|again|team|all|everyone|everybody|folks|guys|sir|madam|dear|customer service|good people|friend|bot|assistant|hope you are well|hope youre well|hope youre doing well|hope you are doing well|how are you|how are you doing|how are you today|hows it going|whats up|nice to meet you|to you|and|a good day to you
  |a todos|equipo|amigo|amiga|amigos|senor|senora|senores|senorita|otra vez|de nuevo|estimados|estimado|estimada|como esta|como estas|como estan|como le va|como va|como va todo|como andas|como andan|espero que esten bien|espero que este bien|encantado|encantada|disculpe la hora|tenga usted|y|muy|que tal todo`;

const readGreeting = makePhraseBook({ greeting: GREETINGS, addressed: ADDRESSED });

const readThanks = makePhraseBook({
  thanks: `thanks|thank you|thank u|thanx|thankyou|thx|ty|tysm|cheers|many thanks|thanks a lot|thanks so much|thanks very much|thank you so much|thank you very much|thank you kindly|much appreciated|i appreciate it|appreciate it|i appreciate that|i appreciate your help|great help|thats very kind|that is very kind|very kind of you|how kind|merry christmas|happy christmas|happy holidays|happy new year|happy easter
    |gracias|graciass|grax|muchas gracias|mil gracias|muchisimas gracias|gracias por todo|muy amable|muy agradecido|muy agradecida|se lo agradezco|se agradece|te lo agradezco|se lo agradezco mucho|le agradezco|agradecido|agradecida|que amable|feliz navidad|felices fiestas|feliz ano nuevo|feliz ano|prospero ano nuevo`,
  filler: `ok|okay|great|perfect|good|very good|awesome|excellent|lovely|super|cool|nice|oh|ah|wow|mate|again|for your help|for the help|for everything|for that|for the info|for the information|for your time|for the quick answer|for your patience|you are very kind|youre very kind|youre great|you are great|that was helpful|that helps|that helps a lot|got it|understood|all clear|sir|madam|dear|and|very much|very much indeed|indeed|have a nice day|have a good day|to you|to you all|to all of you|to everyone|to the team|so much|i will|no problem
    |vale|bueno|bien|muy bien|perfecto|listo|genial|estupendo|excelente|por su ayuda|por tu ayuda|por la ayuda|la ayuda|el apoyo|a todos|a todas|al equipo|a ustedes|por la informacion|por la info|por su tiempo|por la respuesta|por responder|por su paciencia|entendido|de verdad|y|senor|senora|senorita|amigo|amiga|otra vez|de nuevo|pues|era lo que necesitaba|me sirvio mucho|quedo claro|todo claro`,
});

const BOT = `(?:an? |una? |el |la |some |just |actually |really |solo |de verdad |really )*(?:chat ?bot|bots?|robot|machine|computer|program|human(?: being)?|real(?: person)?|real human|live person|living person|(?:a |an )?actual person|person|people|ai|artificial intelligence|chatgpt|gpt|automated|automatic|assistant|maquina|ordenador|computadora|programa|humano|humana|persona(?: real| de verdad| humana)?|ser humano|real|ia|inteligencia artificial|automatico|automatizado|contestador)`;

const ASKS_WHAT_WE_ARE = [
  new RegExp(
    String.raw`^(?:wait |so |but |hey |hi |hello |sorry |ok |just curious |tell me |are you there )*(?:are you|is this|r u|u|am i (?:talking|speaking|chatting|texting|writing)(?: here)? (?:to|with))(?: (?:even|really|actually))? ${BOT}(?: (?:or|o) (?:${BOT}|(?:is there |is )?(?:some ?one|somebody|anybody)(?: \S+){0,3}))?(?: here| or what| by the way| chat| texting)?$`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:oye |pero |entonces |hola |disculpe |perdon |una pregunta )*(?:eres|es usted|usted es|es esto|esto es|es|estoy (?:hablando|chateando|escribiendo) con|hablo con|chateo con)(?: con)? ${BOT}(?: (?:or|o)(?: con)? (?:${BOT}|(?:hay |es )?alguien(?: \S+){0,3}))?(?: aqui| por cierto)?$`,
    "u",
  ),
  /^(?:who|what) (?:are|r) (?:you|u)$|^(?:what is|whats) your name$|^(?:quien|que) eres(?: tu)?$|^como te llamas$|^(?:quien|con quien) (?:es usted|hablo)$/u,
];

/** A compliment to the machine, or a word about oneself: nobody is called by it. */
const SPEAKS_OF_PERSONS = [
  /^(?:wow |haha |lol |hey |you know |well )*(?:you|u|this|it) (?:sounds?|seems?|feels?|writes?|talks?|looks?|acts?|is|are|re)(?: \S+){0,4} (?:persons?|humans?|human being|people)$|^youre (?:\S+ ){0,4}(?:persons?|humans?|human being|people)$/u,
  /^(?:wow |jaja |oye |vaya )*(?:pareces|suenas|hablas|escribes|contestas|eres)(?: \S+){0,4} (?:personas?|human[oa]s?|gente)(?: de verdad| real(?:es)?)?$/u,
  /^(?:i am|im|i was|we are|were) (?:also |only |just |really |not )*(?:an? )(?:\S+ ){0,3}(?:person|human|human being)(?: of \S+(?: \S+)?| too| like you)?$/u,
  /^(?:yo )?(?:soy|somos) (?:una? )?(?:\S+ )?(?:personas?|human[oa]s?)(?: (?:\S+ ){0,3}\S+)?$/u,
];

/** "You are useless, I want a human" is no compliment. */
const WISHES =
  /\b(?:want|wants|wanna|need|needs|talk|speak|chat|get|give|call|connect|transfer|put|pass|find|bring|prefer|rather|let|where|please|pls|quier\w*|kier\w*|necesit\w*|hablar|ablar|dame|deme|dona|pas[ae]\w*|comuni\w*|conect\w*|busc\w*|prefier\w*|exij\w*|pid\w*|traig\w*|pon\w*|porfa|favor)\b/u;

const INTRODUCES =
  /^(?:this is|my name is|its me|its|habla|le habla|le saluda|les habla|soy|me llamo|mi nombre es) (?!urgent|an? |the |not |cliente|un |una |el |la |about )\p{L}+(?: \p{L}+)?(?: here| speaking| again| otra vez)?$|^\p{L}+(?: \p{L}+)? (?:here|speaking|habla)$/u;

/** The words of greetings and thanks. */
export const courtesyWords = wordsIn(
  `${GREETINGS} thanks thank thankyou cheers appreciate gracias muchas agradezco amable`,
);

/** True when the message greets and does no more than say who writes. */
export function isGreeting(text: string): boolean {
  if (readGreeting(text)?.includes("greeting")) return true;
  return opensWithGreeting(text) && INTRODUCES.test(plain(withoutGreeting(text)));
}

/** True when a greeting opens the message. */
export function opensWithGreeting(text: string): boolean {
  return OPENS_WITH_GREETING.test(fold(text));
}

/** True when the message thanks and does no more. */
export function isThanks(text: string): boolean {
  return readThanks(text)?.includes("thanks") ?? false;
}

/** True when the customer wonders whether a machine is talking, or only speaks of persons: an answer is wanted, not a person. */
export function asksWhatWeAre(text: string): boolean {
  const words = plain(text);
  if (ASKS_WHAT_WE_ARE.some((pattern) => pattern.test(words))) return true;
  return !WISHES.test(words) && SPEAKS_OF_PERSONS.some((pattern) => pattern.test(words));
}

const OPENING = new RegExp(
  String.raw`^(?:(?:${phrases(GREETINGS)}|${phrases(ADDRESSED)})(?:[\s,.!:;-]+))+`,
  "u",
);

const OPENS_WITH_GREETING = new RegExp(String.raw`^(?:${phrases(GREETINGS)})(?![\p{L}\p{N}])`, "u");

/** The message without the greeting in front of what it asks; whole when the greeting is all there is. */
export function withoutGreeting(text: string): string {
  const folded = fold(text);
  const opening = OPENING.exec(folded)?.[0];
  if (!opening || !OPENS_WITH_GREETING.test(folded)) return folded;
  const rest = folded.slice(opening.length);
  return wordsOf(rest).length > 1 ? rest : folded;
}

function phrases(page: string): string {
  return page
    .split("|")
    .map((phrase) => phrase.trim())
    .sort((a, b) => b.length - a.length)
    .join("|");
}

import { fold } from "../text/fold.ts";
import { makePhraseBook } from "../text/phrases.ts";
import { wordsIn } from "./lexicon.ts";

const PHRASES = {
  bye: `bye|bye bye|byebye|goodbye|good bye|bye now|bye for now|see you|see ya|see you later|see you soon|cya|later|talk to you later|talk to you soon|ttyl|until next time|ciao|so long|farewell
    |thats all|that is all|thats all for now|thats all for today|thats all i need|thats all i needed|that is all i needed|thats all i wanted|that was all|that will be all|thatll be all|that would be all|thats everything|that is everything|that was it|that was everything|thats it|thats it for now|thats it for today
    |nothing else|nothing more|nothing further|no more questions|no further questions|i have no more questions|no other questions|i dont need anything else|i do not need anything else|dont need anything else|i need nothing else|nothing else for now|no more
    |im done|i am done|were done|we are done|were done here|we are done here|all done|all set|im all set|i am all set|done here|done for today|finished|im finished
    |end chat|end the chat|end this chat|end conversation|end the conversation|end this conversation|end the session|end session|close chat|close the chat|close this chat|close the conversation|close this conversation|finish the conversation|finish the chat|stop the conversation|stop the chat|stop this chat|leave the chat|leave chat
    |you can close this|you can close the chat|you can close this chat|you can end the chat|disconnect|disconnect me|please disconnect|hang up|exit|quit|sign off|log off|i have everything i need|i got everything i need|got everything i need|i got what i needed|i have what i needed|gtg|gotta go|got to go|i have to go|i gotta go|i must go|have to go now
    |good night|goodnight|have a good night|take care
    |adios|adiosito|chao|chau|chaito|hasta luego|hasta pronto|hasta manana|hasta la proxima|hasta la vista|nos vemos|nos hablamos|hablamos luego|hablamos|hablamos despues|cuidese|cuidate|que descanse|que descanses|me despido
    |eso es todo|es todo|eso era todo|eso seria todo|seria todo|esto es todo|es todo por ahora|eso es todo por ahora|eso es todo por hoy|es todo por hoy|eso es todo lo que necesitaba|era eso|era todo|era eso nada mas|solo era eso|solo eso|eso nada mas|por ahora es todo|por ahora eso es todo
    |nada mas|nada mas por ahora|ninguna otra cosa|no necesito nada mas|no necesito mas nada|ya no necesito nada|ya no necesito nada mas|no tengo mas preguntas|no tengo mas dudas|no mas preguntas|sin mas|mas nada
    |ya termine|ya terminamos|ya esta|ya estaria|hemos terminado|terminamos|termine|todo listo|con eso basta|con eso es suficiente|con eso me basta|ya tengo lo que necesito|ya tengo todo|tengo todo lo que necesito|tengo todo
    |terminar chat|terminar el chat|terminar la conversacion|termina el chat|termina la conversacion|termine el chat|terminar la sesion|terminar|cerrar chat|cerrar el chat|cierra el chat|cierre el chat|cerrar la conversacion|cierra la conversacion|cierre la conversacion|cerrar conversacion|cerrar sesion|finalizar|finalizar chat|finalizar el chat|finalizar la conversacion|parar la conversacion|abandonar el chat|salir del chat|salir|desconectar|desconectame|desconecteme|colgar|puede cerrar|puede cerrar el chat|puedes cerrar|puedes cerrar el chat|me tengo que ir|tengo que irme|me voy|ya me voy`,
  filler: `no|nope|nah|no thanks|no thank you|yes|yeah|ok|okay|okey|k|right|alright|all right|great|perfect|good|very good|cool|awesome|excellent|lovely|fine|super|sure|well|then|so|and|now|im good|all good|for now|for today|from me
    |thanks|thank you|thx|ty|thank u|many thanks|cheers|thanks a lot|thanks so much|thank you so much|thank you very much|thanks very much|very much|thanks again|thank you again|thanks for your help|thanks for the help|thank you for your help|thank you for the help|thank you for everything|thanks for everything|thanks for your time|for your help|i appreciate it|appreciate it|much appreciated|you were very helpful|youve been very helpful|you have been very helpful|very helpful|that was helpful|that helped|that answers my question
    |have a nice day|have a good day|have a great day|have a good one|have a nice evening|have a good evening|have a nice weekend|have a good weekend|a nice day|please|pls|i think|i think that|mate|friend|everyone|guys|sir|madam|today|tomorrow|later|i
    |si|claro|vale|ok gracias|bueno|bien|muy bien|perfecto|listo|genial|estupendo|excelente|pues|entonces|ya|por ahora|por hoy|de momento|ahora
    |gracias|muchas gracias|mil gracias|muchisimas gracias|gracias por todo|gracias por su ayuda|gracias por tu ayuda|gracias por la ayuda|gracias por su tiempo|muchas gracias por todo|muchas gracias por su ayuda|muchas gracias por la ayuda|no gracias|muy amable|se lo agradezco|te lo agradezco|fue de gran ayuda|me ayudo mucho|me ayudaste mucho
    |que tenga buen dia|que tengas buen dia|que tenga un buen dia|que tengas un buen dia|buen dia|buenas tardes|buenas noches|que este bien|que estes bien|que esten bien|que le vaya bien|que te vaya bien|que les vaya bien|que pase buen dia|lindo dia|bendiciones|feliz dia|feliz noche|feliz tarde|buen fin de semana|igualmente|por favor|porfa|un saludo|saludos|un abrazo|abrazos|amigo|amiga|senor|senora|y|creo que|creo`,
};

const read = makePhraseBook(PHRASES);

/** The words of all phrases. */
export const closingWords = wordsIn(Object.values(PHRASES).join(" "));

const BEGS_TO_STAY =
  /^no era eso\b|^(?:por favor |porfa |please )?(?:todavia |aun )?no (?:me |lo |la )?(?:termin|cierr|cerr|finali|cuelg|colg|desconect|par[ae]|abandon|salg|te vay|se vay|end|close|finish|stop|disconnect|hang)/u;

/** False when a message cannot take leave, whatever its words: "that's all?" asks. */
export function mayClose(text: string): boolean {
  // "No cierre el chat" begs us to stay; after a comma the no answers us: "no, cierre el chat".
  return !/[?¿]/u.test(text) && !BEGS_TO_STAY.test(fold(text));
}

/** True when the whole message takes leave or says that nothing else is needed, in English or Spanish. */
export function isClosing(text: string): boolean {
  if (!mayClose(text)) return false;
  return read(text)?.includes("bye") ?? false;
}

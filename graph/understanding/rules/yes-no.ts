import { fold, plain } from "../text/fold.ts";
import { makePhraseBook } from "../text/phrases.ts";
import { remembering } from "../text/remembering.ts";
import { wordsIn } from "./lexicon.ts";

const PHRASES = {
  yes: `yes|yess|yea|yeah|yep|yup|aye|yes i am|yes i do|yes it is|yes i would|yes i want that|i do|it is|i would|sure|sure thing|for sure
    |of course|correct|thats correct|that is correct|thats right|that is right|its correct|right|exactly|absolutely|definitely|certainly
    |go ahead|go for it|do it|do that|please do|do so|make it so|proceed|confirm|confirmed|i confirm|agreed|i agree|i accept|accept|by all means
    |why not|sounds good|sounds good to me|sounds great|sounds fine|sounds right|looks good to me|lets do it|lets do that|please go ahead|do it please|go on then|carry on|looks good|looks right|looks correct|that works|works for me|thats fine|that is fine|thats it|thats the one|affirmative|true|indeed
    |thumbsup|si|sip|sipi|sii|siii|s|claro|claro que si|por supuesto|correcto|correcta|es correcto|eso es correcto|asi es|adelante|hazlo|hagalo|haganlo|procede|proceda
    |confirmo|confirmado|confirmar|lo confirmo|exacto|exactamente|desde luego|esta bien|dale|eso es|cierto|seguro|sin duda|me parece bien|afirmativo|de acuerdo|acepto
    |simon|venga|va|eso mismo|es verdad|lo quiero|si quiero|si lo quiero|obvio|efectivamente|que si|si adelante|hazlo por favor|hagalo por favor|todo correcto|esta correcto|todo bien asi|por mi bien|siga adelante|sigue adelante`,
  soft: `ok|okay|okey|oki|k|okay then|ok then|fine|alright|all right|good|very good|great|perfect|excellent|awesome|super|cool|nice|wonderful|lovely|brilliant
    |vale|perfecto|bueno|bien|muy bien|listo|genial|estupendo|excelente|fenomenal|buenisimo|de lujo|va bien`,
  no: `no|nope|nop|noo|nooo|nah|n|no way|not really|not now|not right now|not yet|not today|no need|no need for that|not needed|dont|do not|dont do it|do not do it|do not do that|dont do that
    |please dont|dont bother|thats wrong|that is wrong|thats not right|that is not right|thats not correct|that is not correct|not correct|not right|its wrong|incorrect|wrong
    |i dont think so|i do not think so|never|leave it|leave it as it is|forget it|forget about it|rather not|id rather not|better not|negative|i changed my mind|ive changed my mind
    |absolutely not|definitely not|certainly not|of course not|not at all|never mind|nevermind|not that one|thats not it|its not|it isnt|it is not|i dont|i do not|i dont want to|i dont want that|i do not want that
    |keep it|keep it as it is|keep it as is|keep that|leave it as is|leave it like that|dont change it|dont change that|dont change anything|do not change it|do not change that|do not change anything|dont send it|dont touch it|id rather not do that|cancel that|stop|stop it|stop that|no cancel that|not interested|im not|that isnt what i meant|thats not what i meant|false|thumbsdown|nothing|none|none of these|none of them|none of those|neither|neither of them|neither one|no i dont|no im not|no im good|im good|im fine|no im fine
    |nel|nones|para nada|de ninguna manera|ahora no|ahora mismo no|por ahora no|por el momento no|todavia no|aun no|no lo haga|no lo hagas|no lo hagan|no hagas nada|no haga nada|incorrecta|eso no|eso no es|no es correcto|eso no es correcto|incorrecto
    |esta mal|eso esta mal|no creo|no lo creo|jamas|nunca|mejor no|no asi no|asi no|cancela eso|cancele eso|olvidalo|olvidelo|dejalo|dejelo|dejalo asi|dejelo asi|dejalo como esta|dejelo como esta|dejalo como estaba|dejelo como estaba|dejemoslo asi|dejemoslo como esta|mejor dejalo|mejor dejelo|no cambies nada|no cambie nada|no cambien nada|no cambies eso|no cambie eso|no lo cambies|no lo cambie|no toques nada|para|pare|alto|detente|cambie de idea|he cambiado de idea|prefiero que no|preferiria que no|negativo
    |no es eso|cambie de opinion|he cambiado de opinion|en absoluto|no quise decir eso|no hace falta|no es necesario|ese no|esa no|no quiero|no lo quiero|claro que no|por supuesto que no|que no|que va|ya no|no deseo|nada|ninguna|ninguno|ninguna de esas|ninguna de estas|ninguna de las dos|ninguno de esos|ninguno de estos|ninguno de los dos|de momento no|no me interesa|tampoco`,
  filler: `please|pls|plz|thanks|thank you|thx|ty|thank u|many thanks|thanks a lot|thank you very much|thanks very much|sir|madam|maam|then|well|um|uh|hmm|oh|ah|so|and|lol|haha
    |thats all|that is all|that will be all|thatll be all|thats everything|nothing else|nothing more|thats it for now|for now|at the moment|all good|im sure|i am sure|i think so|now|right now|right away|no problem
    |por favor|porfa|porfavor|xfa|xfavor|gracias|muchas gracias|mil gracias|senor|senora|senorita|pues|eh|ah|oh|y|eso es todo|es todo|nada mas|eso seria todo|seria todo|ahora|ahora mismo|estoy seguro|estoy segura|amigo|jaja`,
};

const read = makePhraseBook(PHRASES);

/** The words of all phrases. */
export const yesNoWords = wordsIn(Object.values(PHRASES).join(" "));

const THUMBS = /[\u{1F44D}\u{1F44C}\u2705\u2714\u{1F197}\u{1F44E}\u274C\u2716\u{1F645}]/u;

// Neither agrees nor refuses, though it is made of words that do.
const POLITE_ONLY = /^(?:no problem|sin problema)$/u;

/** Yes or no if the whole message says so in English or Spanish; undefined when it says both, neither, or anything more. */
export function yesNo(text: string): "yes" | "no" | undefined {
  const words = plain(text);
  // "y" joins Spanish words; only alone is it the short for yes.
  if (words === "y") return "yes";
  const said = heard(text);
  if (!said || POLITE_ONLY.test(words)) return undefined;
  const isNo = said.includes("no");
  if (isNo) return said.includes("yes") || said.includes("soft") ? softenedNo(said) : "no";
  return said.includes("yes") || said.includes("soft") ? "yes" : undefined;
}

/** True for a yes that is more of a nod: "ok", "great"; with thanks it closes a matter and agrees to nothing. */
export function isNodOfThanks(text: string): boolean {
  const said = heard(text);
  if (!said || said.includes("yes") || said.includes("no")) return false;
  return (
    said.includes("soft") &&
    !/^(?:o?k(?:ay|ey|i)?|vale|bueno|alright|all right|fine|listo)$/u.test(plain(text))
  );
}

const heard = remembering((text) => {
  const folded = fold(text);
  if (!THUMBS.test(folded)) return read(text);
  const spelled = folded
    .replace(/[\u{1F44D}\u{1F44C}\u2705\u2714\u{1F197}]/gu, " thumbsup ")
    .replace(/[\u{1F44E}\u274C\u2716\u{1F645}]/gu, " thumbsdown ");
  return read(spelled);
});

/** "ok, no" and "fine, leave it" are a no with a sigh; "yes, no" is anybody's guess. */
function softenedNo(said: readonly string[]): "no" | undefined {
  return said.includes("yes") ? undefined : "no";
}

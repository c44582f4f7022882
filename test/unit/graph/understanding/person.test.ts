import { describe, expect, test } from "vitest";
import { lines, read } from "./reader.ts";

describe("a person is called when the customer asks for one", () => {
  test.each(
    lines(`
      I want to talk to a person
      agent
      AGENT!!!
      representative please
      can i speak to someone
      I need to speak with a real person
      put me through to an operator
      live chat with a human please
      are you a bot? I want a human
      I don't want to talk to a robot
      stop the bot
      why can't I talk to a person?
      please call me back
      could someone from your office call me tomorrow
      is there anybody real I can talk to
      let me speak to your supervisor
      I want to speak to the claims department
      operador
      asesor por favor
      quiero hablar con una persona
      necesito hablar con un asesor
      páseme con un agente
      que me llamen por favor
      ¿me puede llamar alguien?
      no quiero hablar con una máquina
      ¿hay alguien con quien pueda hablar?
      kiero hablar con alguien
      I'd prefer to sort this out with a colleague
      I would rather work with a real person
      is somebody in who isn't a machine
      service rep please
      escalen esto por favor
      you are useless, get me a human
      it is no good, I need a real person
      I am a customer and I want a person
      eres un inútil, quiero una persona
      soy cliente y necesito un humano
      ¿puede conectarme con alguno de sus compañeros?
      Hopeless, this chat. An agent, please.
      no sirve de nada esto... un asesor
      phone me after six
      I'd like to be called tomorrow
      could I be transferred
      can we do this over the phone
      please forward this to a colleague
      any advisers free right now?
      get me the claims desk
      mejor por teléfono
      quiero una llamada
      prefiero que me llamen
      páseme con gente
      let me speak to whoever has my claim
      could we speak
      what's the best number for a person
      will you put me through or not
      got any humans?
      pull in a specialist
      call center
      numero de telefono de los agentes
      ponme con siniestros
      prefiero tratarlo con alguien
      is Tony in? He knows my file
      can you patch me to Gary in Des Moines?
      ask Sheila to call me back
      quiero hablar con Marcela
      está Gustavo?
      pregunto por el señor Urrutia
      que Maribel me llame
      no, quiero una persona
      no quiero opciones quiero a alguien
      no quiero escribir, prefiero hablar con alguien
      transfer
      0
      I demand to speak to management
      looking for Aoife in the Cork office
      can you get hold of Rhys for me
      con la Jessi de cobranza porfi
      need Mr Patel, second floor
      quisiera localizar al señor Arrizabalaga
      quiero una cita con un ejecutivo en sucursal
      I'd like an appointment with an adviser
      mi papá no sabe leer, le pueden llamar ustedes?
      no hablo con máquinas
      a quién me quejo yo de esto?
      recepción, por favor
      need 🧑‍💼 now
      🤖❌ 👩‍💼✅
      put a person on, the excess on my letter isn't what I agreed
      let a clerk write down my new address, not you
      I'd go through my contract with an employee
      exit bot
      your boss. on the phone. thank you
      con la agencia de Trujillo por favor
      prefiero que me informe una persona
      ya di mis datos, ahora el asesor
      📞📞
    `),
  )("%s", (text) => {
    expect(read(text).understood).toEqual({
      name: "human_agent",
      zone: "act",
      confidence: 0.99,
      source: "rule",
    });
  });
});

describe("nobody is called by a model that only may be right", () => {
  test.each([
    ["some time ago, I think", { hasPendingQuestion: true }],
    ["0", { hasPendingQuestion: true }],
    ["tell me the limits of AUT-1042, I am thinking of cancelling it", {}],
  ])("%s", (text, context) => {
    const { name, zone } = read(text, context).understood;
    expect({ name, zone }).not.toEqual({ name: "human_agent", zone: "act" });
  });
});

describe("nobody is called when a person is only spoken of", () => {
  test.each(
    lines(`
      don't call me please
      no me llamen
      affirmative, operator
      no quiero videollamada
      you are better than the people on the phone
      what is my insurance agent's name
      I would prefer not to speak with anybody
      wow you write like a human
      I am a very patient person
      prefiero no hablar, ¿cuánto debo?
      escribes como una persona
      soy una persona tranquila
      I want to add a person to my policy
      can we talk about adding a person to my car policy
      someone hit my car
      someone stole my bike
      I don't want to talk to an agent
      call me a taxi
      my agent said I am covered for theft
      quiero agregar una persona a mi póliza
      alguien me robó la bicicleta
      no quiero hablar con un agente
      mi agente dijo que estoy cubierto
      quisiera hablar de agregar una persona a mi seguro
      no, no quiero una persona
      no agent needed, thanks
      translate "call me tomorrow" into Greek
      write a complaint letter in rhyme about my cat
      ñññññ
      ¿hay alguien?
      holaaa hay alguien ahí
      no thanks i don't want a callback
      no hace falta que me llame nadie, eso es todo
      I want to talk to Allianz about my car
      how tall is Everest in feet
      did you receive what I emailed to Ms Grant in claims
      se cortó el wifi justo en la final, me quiero morir de risa
    `),
  )("%s", (text) => {
    expect(read(text).understood.name).not.toBe("human_agent");
  });
});

describe("wondering whether we are a machine is small talk", () => {
  test.each(
    lines(`
      are you a bot?
      Are you a real person?
      am I talking to a human or a robot?
      is this a machine
      are you a bot or is somebody there
      ¿eres un bot o es alguien de la oficina?
      hey, are you human
      ¿eres un robot?
      ¿eres una persona real?
      ¿hablo con una máquina o con una persona?
    `),
  )("%s", (text) => {
    expect(read(text).understood).toMatchObject({ name: "smalltalk", source: "rule" });
  });
});

describe("their own manager is called for portfolios and plans", () => {
  test.each(
    lines(`
      I'd like a portfolio review
      can you help me with financial planning
      I want to talk to my relationship manager
      connect me with my account manager
      I need retirement planning
      estate planning
      quiero una revisión de cartera
      hablar con mi gestor personal
      necesito asesoría financiera
      planificación de la jubilación
      comuníqueme con mi ejecutivo de cuenta
    `),
  )("%s", (text) => {
    expect(read(text).understood).toMatchObject({ name: "relationship_manager", zone: "act" });
  });
});

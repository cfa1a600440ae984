import type { Texts } from './english.js';

const cars = (count: number): string => (count === 1 ? '1 vehículo' : `${count} vehículos`);

export const spanish: Texts = {
  language: 'es',
  chooseLanguage: 'Idioma',
  someMake: { brand: 'vehículo', service: 'tu fabricante' },
  titleOf: (heading) => `${heading} · Carport`,
  skip: 'Ir al contenido',
  back: 'Atrás',
  stepOf: (step, steps) => `Paso ${step} de ${steps}`,
  simulationBadge: 'Simulación',
  footer: (app) => `Carport conecta tu vehículo con ${app}, si tú lo permites.`,

  preamble: {
    heading: (app) => `Conecta tu vehículo con ${app}`,
    lead: (app) =>
      `${app} pide acceso a tu vehículo. Te llevará un minuto, y tú decides a qué accede.`,
    password: {
      title: 'Inicias sesión con tu fabricante',
      text: (app) => `${app} nunca ve tu contraseña, y Carport no la guarda.`,
    },
    choice: {
      title: 'Eliges lo que compartes',
      text: 'Verás cada permiso antes de compartir nada.',
    },
    consent: {
      title: 'No pasa nada hasta que lo permites',
      text: 'Puedes volver atrás, y decir que no hasta la última página.',
    },
    simulation: 'Una simulación: no hay ningún vehículo ni cuenta reales.',
    country: '¿Dónde está matriculado tu vehículo?',
    submit: 'Continuar',
  },

  again: {
    heading: (app) => `Vuelve a conectar tu vehículo con ${app}`,
    lead: (app) =>
      `Tu fabricante te pide que inicies sesión de nuevo para que ${app} pueda acceder a tu vehículo.`,
    unchanged: {
      title: 'Todo lo demás sigue igual',
      text: (app) => `${app} podrá hacer lo que ya habías permitido, y nada más.`,
    },
  },

  brand: {
    heading: '¿De qué marca es tu vehículo?',
    search: 'Buscar marcas',
    submit: 'Buscar',
    list: 'Marcas',
    found: { one: '1 marca', many: '# marcas' },
    none: 'Ninguna marca coincide con tu búsqueda.',
    elsewhere: (names, country) => `No disponible en tu país (${country}): ${names}.`,
    changeCountry: 'Cambiar de país',
    showAll: 'Ver todas las marcas',
    missing: 'No veo mi marca',
  },

  signIn: {
    heading: (service) => `Inicia sesión en ${service}`,
    lead: ({ brand }) => `Usa la cuenta que tienes en la aplicación de ${brand}.`,
    simulation: 'Una cuenta simulada: sirve cualquier correo y cualquier contraseña.',
    username: {
      email: 'Correo electrónico',
      username: 'Nombre de usuario',
      phone: 'Teléfono o correo electrónico',
    },
    password: 'Contraseña',
    reveal: 'Mostrar',
    hint: {
      'email-sign-in-only': () =>
        'Usa tu dirección de correo: un número de teléfono no sirve aquí. Si tu cuenta aún no tiene una, añádela antes en el sitio web de la marca.',
      'single-session': ({ brand }) =>
        `${brand} admite un solo inicio de sesión por cuenta. Si después usas la misma cuenta en la aplicación de la marca, esta conexión termina; una segunda cuenta lo evita.`,
      'primary-user': ({ brand }) =>
        `Usa la cuenta que ${brand} tiene como usuario principal del vehículo. Las demás no pueden hacerlo todo.`,
      'account-owner-for': () =>
        'Usa la cuenta del propietario del vehículo. Un perfil de conductor no ve las facturas de recarga.',
    },
    assurance: (app) =>
      `Tu contraseña se usa una vez, para iniciar sesión, y no se guarda. ${app} nunca la ve.`,
    submit: 'Iniciar sesión',
    cancel: 'Cancelar',
  },

  verify: {
    heading: 'Un paso más',
    lead: ({ service }) => `${service} quiere asegurarse de que eres tú.`,
    pin: { label: 'PIN', hint: 'El que configuraste en la aplicación de la marca.' },
    code: {
      label: 'Código de seguridad',
      hint: 'La marca te lo ha enviado, o lo muestra tu aplicación de autenticación.',
    },
    simulation: 'Una simulación: sirven cifras cualesquiera, pero no solo ceros.',
    submit: 'Continuar',
  },

  vehicles: {
    heading: {
      several: '¿Qué vehículos quieres conectar?',
      single: '¿Qué vehículo quieres conectar?',
    },
    lead: (total) => `Tu cuenta tiene ${cars(total)}.`,
    tally: (picked, total) => `${picked} de ${total} seleccionados`,
    all: 'Seleccionar todos',
    none: 'No seleccionar ninguno',
    page: (page, pages) => `Página ${page} de ${pages}`,
    previous: 'Anterior',
    next: 'Siguiente',
    submit: 'Continuar',
  },

  permissions: {
    heading: (app) => `${app} quiere`,
    cars,
    read: 'Ver',
    control: 'Controlar',
    required: (app) => `${app} lo necesita para funcionar`,
    choose: 'Desmarca lo que no quieras compartir.',
    returning: (place) => `En ambos casos vuelves a ${place}.`,
    allow: 'Permitir acceso',
    deny: 'Denegar acceso',
  },

  returning: {
    heading: 'Hola de nuevo',
    lead: (app) => `Ya lo permitiste antes, así que no hay nada que revisar. Volviendo a ${app} …`,
    link: (app) => `Continuar a ${app}`,
  },

  done: {
    connected: 'Tu vehículo está conectado',
    again: 'Tu vehículo vuelve a estar conectado',
    goingOn: (app) => `Volviendo a ${app} …`,
    close: (app) => `${app} ya puede acceder a él. Puedes cerrar esta página.`,
  },

  handOver: {
    done: { title: 'Todo listo', text: 'Puedes cerrar esta ventana y volver a la aplicación.' },
    stopped: {
      title: 'Tu vehículo no se ha conectado',
      text: 'Puedes cerrar esta ventana e intentarlo de nuevo en la aplicación.',
    },
  },

  battery: {
    heading: '¿Qué batería tiene tu vehículo?',
    lead: (app) =>
      `Tu modelo se vende con varias y la marca no dice cuál es la tuya. Por eso ${app} te lo pregunta a ti.`,
    hint: 'Suele figurar en el contrato de compra, en el menú del vehículo o en la aplicación de la marca.',
    save: 'Guardar',
    dontKnow: 'No lo sé',
    skip: 'Continuar sin responder',
    saved: {
      title: 'Gracias',
      text: (app) => `${app} ya conoce tu batería. Puedes cerrar esta página.`,
    },
    unsure: {
      title: 'No pasa nada',
      text: (app) => `${app} sigue sin ese dato. Puedes elegir más tarde con el mismo enlace.`,
    },
    known: {
      title: 'No queda nada por elegir',
      text: (app) =>
        `La marca ha indicado qué batería tiene tu vehículo, así que ${app} ya la conoce.`,
    },
    unreachable: {
      title: 'La marca no responde',
      text: (app) =>
        `${app} pregunta qué batería tiene tu vehículo, pero ahora no podemos comprobarlo. Inténtalo de nuevo en unos minutos.`,
    },
  },

  virtualKey: {
    heading: (app) => `Añade una llave virtual para ${app}`,
    lead: (app, brand) =>
      `Tu vehículo solo acepta órdenes de ${app} cuando hayas añadido una llave virtual en la aplicación de ${brand}.`,
    hint: (address) =>
      `Abre el enlace en el teléfono que tiene esa aplicación: ${address}. Se abre junto a esta página.`,
    later: (app) =>
      `También puedes añadir la llave más tarde. Hasta entonces tu vehículo no acepta órdenes de ${app}.`,
    add: (brand) => `Añadir la llave con ${brand}`,
    simulation:
      'Una simulación: ningún vehículo real espera esta llave, así que puedes simplemente continuar.',
    submit: 'Continuar',
  },

  leave: (app) => `Volver a ${app}`,
  leaveTelling: (app) => `Volver y decirle a ${app} de qué vehículo se trata`,
  otherAccount: 'Usar otra cuenta',
  otherBrand: 'Elegir otra marca',
  tryAgain: 'Intentarlo de nuevo',

  stop: {
    'brand-missing': () => ({
      title: 'Tu marca aún no está disponible',
      text: 'Por ahora solo se pueden conectar las marcas de la lista.',
    }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} no está disponible aquí`,
      text: `Este servidor todavía no tiene conexión con ${brand}.`,
    }),
    subscription: ({ service }) => ({
      title: 'Tu suscripción no está activa',
      text: `Has iniciado sesión, pero ${service} no está activo en esta cuenta. Actívalo en la aplicación del fabricante y conecta tu vehículo de nuevo.`,
    }),
    incompatible: ({ brand }) => ({
      title: 'Este vehículo no se puede conectar',
      text: `Encontramos tu cuenta, pero ningún ${brand} que tiene puede compartir datos en línea.`,
    }),
    'no-vehicles': ({ service }) => ({
      title: 'Esta cuenta no tiene vehículos',
      text: `Has iniciado sesión, pero no hay ningún vehículo en ${service}. Añádelo en la aplicación del fabricante y conéctalo de nuevo.`,
    }),
    'vin-not-in-account': () => ({
      title: 'Ese vehículo no está en esta cuenta',
      text: 'La aplicación pidió un vehículo concreto, y esta cuenta no lo tiene.',
    }),
    'other-account': ({ car }) => ({
      title: 'Tu vehículo no está en esta cuenta',
      text: `La cuenta en la que has iniciado sesión no tiene tu vehículo (${car}). Usa la cuenta a la que pertenece.`,
    }),
    disconnected: () => ({
      title: 'Este vehículo ya no está conectado',
      text: 'No hace falta iniciar sesión. Vuelve a la aplicación y conecta tu vehículo desde el principio.',
    }),
    'none-connected': ({ brand }) => ({
      title: 'Ningún vehículo de esta cuenta está conectado',
      text: `La aplicación no tiene ningún ${brand} de la cuenta en la que has iniciado sesión. Usa la cuenta a la que pertenece tu vehículo, o vuelve a la aplicación y conéctalo desde el principio.`,
    }),
    cancelled: ({ service }) => ({
      title: 'No has iniciado sesión',
      text: `Tu vehículo solo se puede conectar iniciando sesión en ${service}. No se ha compartido nada.`,
    }),
    denied: () => ({
      title: 'Has denegado el acceso',
      text: 'No se ha compartido nada. Puedes cerrar esta página.',
    }),
    failure: () => ({
      title: 'Algo ha salido mal',
      text: 'El fallo es nuestro, no tuyo. No se ha compartido nada. Inténtalo de nuevo dentro de un momento.',
    }),
  },

  problem: {
    'unknown-brand': () => ({ title: 'Elige una marca.', text: 'Toma una de la lista.' }),
    'brand-not-served': ({ brand }) => ({
      title: `${brand} aún no está disponible en este servidor.`,
      text: 'Elige otra marca o vuelve más tarde.',
    }),
    'sign-in-incomplete': () => ({
      title: 'Falta algo.',
      text: 'Rellena los dos campos para iniciar sesión.',
    }),
    'sign-in-rejected': ({ service }) => ({
      title: 'No se pudo iniciar sesión.',
      text: `${service} no aceptó este nombre y esta contraseña. Revisa ambos e inténtalo de nuevo.`,
    }),
    'email-needed': () => ({
      title: 'Hace falta una dirección de correo.',
      text: 'Un número de teléfono no sirve aquí. Inicia sesión con la dirección de correo de tu cuenta.',
    }),
    'verification-incomplete': () => ({
      title: 'Falta algo.',
      text: 'Rellénalo todo. Un PIN tiene cuatro cifras; un código de seguridad, seis.',
    }),
    'verification-rejected': ({ service }) => ({
      title: 'No se ha aceptado.',
      text: `${service} dice que no es correcto. Compruébalo e inténtalo de nuevo.`,
    }),
    'account-needs-attention': ({ service }) => ({
      title: 'Tu cuenta te necesita antes.',
      text: `Inicia sesión en la aplicación de ${service}, completa lo que te pide y vuelve.`,
    }),
    'carmaker-unreachable': ({ brand }) => ({
      title: `${brand} no responde.`,
      text: 'Inténtalo de nuevo dentro de unos minutos.',
    }),
    'no-vehicle-picked': () => ({
      title: 'Elige un vehículo.',
      text: 'Tiene que haber al menos uno seleccionado.',
    }),
    'nothing-allowed': () => ({
      title: 'No hay nada marcado.',
      text: 'Permite al menos una cosa o deniega el acceso.',
    }),
    'no-battery-chosen': () => ({
      title: 'Elige una batería.',
      text: 'Selecciona una o di que no lo sabes.',
    }),
  },

  refusal: {
    'bad-link': {
      title: 'Este enlace no funciona',
      text: 'La aplicación que te envió aquí tiene un error en su enlace, así que no podemos continuar.',
    },
    'unknown-make': {
      title: 'No conocemos esta marca',
      text: 'La aplicación pidió una marca que no conocemos.',
    },
    'unknown-car': {
      title: 'No conocemos este vehículo',
      text: 'La aplicación pidió un vehículo que no está conectado con ella.',
    },
    'stale-link': {
      title: 'Este enlace ha caducado',
      text: 'Este enlace no es válido, o ya no lo es: un enlace así sirve durante 30 días.',
    },
    'test-vin': {
      title: 'Es un vehículo de prueba',
      text: 'Este número de identificación es de un vehículo de prueba. Indica el de un vehículo real.',
    },
    'broken-vin': {
      title: 'No podemos buscar este vehículo',
      text: 'La aplicación dio un número de identificación que no es válido.',
    },
    'step-ahead': {
      title: 'Esta página viene después',
      text: 'Has abierto un paso al que todavía no has llegado.',
    },
  },

  missing: {
    title: 'Esta página ha caducado',
    text: 'Por tu seguridad, estas páginas duran una hora y solo se abren en el navegador que las inició. Vuelve a la aplicación y empieza de nuevo.',
  },
  forged: {
    title: 'Inténtalo de nuevo',
    text: 'Este formulario no se envió desde una página abierta. No se ha cambiado nada.',
  },
  broken: {
    title: 'Eso no funcionó',
    text: 'No pudimos leer lo que envió tu navegador. Vuelve atrás e inténtalo de nuevo.',
  },
  carryOn: 'Seguir donde estabas',
  forDeveloper: 'Para quien desarrolla la aplicación',
};

import type { Translation } from './translation.js';

export const spanish: Translation = {
  consents: {
    read_alerts: 'Ver las alertas que ha mostrado tu vehículo',
    read_battery: 'Ver la carga de la batería y la autonomía que te queda',
    read_charge: 'Ver si tu vehículo está enchufado y cargando',
    read_charge_events: 'Saber cuándo tu vehículo empieza, detiene o termina la carga',
    read_charge_locations: 'Ver los lugares donde cargas y los horarios que tienen asignados',
    read_charge_records: 'Ver tus cargas anteriores y lo que costaron',
    read_climate: 'Ver si están encendidos la calefacción, el aire y los desempañadores',
    read_compass: 'Ver hacia dónde apunta tu vehículo',
    read_diagnostics: 'Ver los testigos de aviso y los códigos de avería',
    read_engine_oil: 'Ver cuánto durará el aceite del motor',
    read_extended_vehicle_info:
      'Ver detalles como el apodo, el color y la versión de software de tu vehículo',
    read_fuel: 'Ver cuánto combustible hay en el depósito y la autonomía que te queda',
    read_location: 'Ver dónde está tu vehículo',
    read_odometer: 'Ver la distancia total que ha recorrido tu vehículo',
    read_security: 'Ver si tu vehículo está bloqueado y si puertas y ventanas están cerradas',
    read_service_history: 'Ver cuándo se revisó tu vehículo y qué se le hizo',
    read_speedometer: 'Ver a qué velocidad va tu vehículo',
    read_thermometer: 'Ver la temperatura dentro y fuera de tu vehículo',
    read_tires: 'Ver la presión de los neumáticos',
    read_user_profile: 'Ver el correo electrónico y el rol de tu cuenta del fabricante',
    read_vehicle_info: 'Conocer la marca, el modelo y el año de tu vehículo',
    read_vin: 'Ver el número de identificación (VIN) de tu vehículo',
    control_charge: 'Iniciar y detener la carga, y ajustar cómo y cuándo carga tu vehículo',
    control_climate: 'Encender y apagar la calefacción, el aire y los desempañadores',
    control_ignition: 'Arrancar y apagar el motor a distancia',
    control_navigation: 'Enviar destinos al navegador de tu vehículo',
    control_pin: 'Poner y quitar el PIN necesario para conducir',
    control_security: 'Bloquear y desbloquear tu vehículo',
    control_trunk: 'Abrir y cerrar el maletero y el maletero delantero',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} todavía no puede conectarse con vehículos de esta marca.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Vuelve a conectar tu vehículo con {app}: el fabricante ha pasado a un servicio más nuevo.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} todavía no puede hacer esto con tu vehículo.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Tu vehículo no puede hacer esto.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'La aplicación de tu fabricante te está esperando. Inicia sesión en ella y completa lo que pide, por ejemplo aceptar nuevas condiciones, para que {app} pueda comunicarse con tu vehículo.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Tu vehículo se ha desconectado de {app}. Vuelve a iniciar sesión para conectarlo de nuevo.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Tu cuenta del fabricante no tiene ningún vehículo. Añádelo allí y conéctalo de nuevo con {app}.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Tu fabricante indica que has retirado el acceso a {app}. Para volver a usarla, conecta de nuevo tu vehículo.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'La suscripción a los servicios conectados de tu vehículo ha caducado o no incluye lo que {app} necesita. Renuévala o amplíala con el fabricante.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Este vehículo ya no está en tu cuenta del fabricante. Añádelo de nuevo para usarlo con {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Para hacer esto, tu vehículo necesita una llave virtual para {app}. Abre el enlace en el teléfono que tiene la aplicación del fabricante y sigue los pasos.',
    'PERMISSION:null': '{app} necesita un permiso más. Vuelve a conectar tu vehículo para dárselo.',
    'UPSTREAM:INVALID_DATA':
      'Tu fabricante envió datos que {app} no pudo usar. Inténtalo de nuevo un poco más tarde.',
    'UPSTREAM:KNOWN_ISSUE':
      'El servicio de tu fabricante tiene un problema en este momento. Inténtalo de nuevo un poco más tarde.',
    'UPSTREAM:NO_RESPONSE': 'Tu vehículo no respondió. Inténtalo de nuevo dentro de unos minutos.',
    'UPSTREAM:RATE_LIMIT': 'Tu fabricante pide una pausa. Inténtalo de nuevo más tarde.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'El servicio de tu fabricante no funcionó esta vez. Inténtalo de nuevo más tarde.',
    'VEHICLE_STATE:ASLEEP': 'Tu vehículo está en reposo. Arráncalo una vez y vuelve a intentarlo.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Tu vehículo no puede cargar en este punto de carga ahora mismo. Revisa el cable, el cargador y el horario de carga.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Tu vehículo ya está cargando.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED':
      'Desenchufa primero tu vehículo y vuelve a intentarlo.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Tu vehículo no está enchufado. Enchúfalo y vuelve a intentarlo.',
    'VEHICLE_STATE:DOOR_OPEN':
      'Una puerta de tu vehículo está abierta. Ciérrala y vuelve a intentarlo.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Tu vehículo ya está cargado hasta su límite.',
    'VEHICLE_STATE:HOOD_OPEN':
      'El capó de tu vehículo está abierto. Ciérralo y vuelve a intentarlo.',
    'VEHICLE_STATE:IGNITION_ON': 'Apaga tu vehículo y vuelve a intentarlo.',
    'VEHICLE_STATE:IN_MOTION':
      'Tu vehículo está en marcha. Inténtalo de nuevo cuando esté aparcado.',
    'VEHICLE_STATE:LOW_BATTERY':
      'La batería de tu vehículo está demasiado baja para esto. Cárgala y vuelve a intentarlo.',
    'VEHICLE_STATE:NOT_CHARGING': 'Tu vehículo no está cargando.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'El acceso remoto está desactivado en tu vehículo. Actívalo en los ajustes del vehículo.',
    'VEHICLE_STATE:TRUNK_OPEN':
      'El maletero de tu vehículo está abierto. Ciérralo y vuelve a intentarlo.',
    'VEHICLE_STATE:UNKNOWN':
      'Tu vehículo no pudo hacerlo en este momento. Inténtalo de nuevo más tarde.',
    'VEHICLE_STATE:UNREACHABLE':
      'Tu vehículo no tiene conexión. Inténtalo de nuevo cuando esté en un lugar con cobertura.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Tu vehículo está en modo de servicio. Inténtalo de nuevo cuando termine.',
  },
};

import type { Translation } from './translation.js';

export const french: Translation = {
  consents: {
    read_alerts: 'Voir les alertes que votre voiture a affichées',
    read_battery: 'Voir le niveau de la batterie et l’autonomie restante',
    read_charge: 'Voir si votre voiture est branchée et en charge',
    read_charge_events: 'Savoir quand la charge commence, s’arrête ou se termine',
    read_charge_locations: 'Voir vos lieux de charge et les horaires qui y sont définis',
    read_charge_records: 'Voir vos recharges passées et leur coût',
    read_climate: 'Voir si le chauffage, la climatisation et le dégivrage sont en marche',
    read_compass: 'Voir dans quelle direction votre voiture est orientée',
    read_diagnostics: 'Voir les témoins d’alerte et les codes de défaut',
    read_engine_oil: 'Voir combien de temps l’huile moteur tiendra encore',
    read_extended_vehicle_info:
      'Voir des détails comme le surnom, la couleur et la version logicielle de votre voiture',
    read_fuel: 'Voir le niveau de carburant et l’autonomie restante',
    read_location: 'Voir où se trouve votre voiture',
    read_odometer: 'Voir la distance totale parcourue par votre voiture',
    read_security:
      'Voir si votre voiture est verrouillée et si les portes et les vitres sont fermées',
    read_service_history: 'Voir quand votre voiture a été entretenue et ce qui a été fait',
    read_speedometer: 'Voir la vitesse de votre voiture',
    read_thermometer: 'Voir la température à l’intérieur et à l’extérieur de votre voiture',
    read_tires: 'Voir la pression des pneus',
    read_user_profile: 'Voir l’adresse e-mail et le rôle de votre compte constructeur',
    read_vehicle_info: 'Connaître la marque, le modèle et l’année de votre voiture',
    read_vin: 'Voir le numéro d’identification (VIN) de votre voiture',
    control_charge:
      'Démarrer et arrêter la charge, et régler comment et quand votre voiture se recharge',
    control_climate: 'Allumer et éteindre le chauffage, la climatisation et le dégivrage',
    control_ignition: 'Démarrer et arrêter le moteur à distance',
    control_navigation: 'Envoyer des destinations au système de navigation',
    control_pin: 'Définir et supprimer le code PIN nécessaire pour conduire',
    control_security: 'Verrouiller et déverrouiller votre voiture',
    control_trunk: 'Ouvrir et fermer le coffre et le coffre avant',
  },
  userMessages: {
    'COMPATIBILITY:MAKE_NOT_COMPATIBLE':
      '{app} ne peut pas encore se connecter aux voitures de cette marque.',
    'COMPATIBILITY:PLATFORM_NOT_CAPABLE':
      'Veuillez reconnecter votre voiture à {app}, car le constructeur est passé à un service plus récent.',
    'COMPATIBILITY:SMARTCAR_NOT_CAPABLE': '{app} ne peut pas encore faire cela avec votre voiture.',
    'COMPATIBILITY:VEHICLE_NOT_CAPABLE': 'Votre voiture n’en est pas capable.',
    'CONNECTED_SERVICES_ACCOUNT:ACCOUNT_ISSUE':
      'L’application de votre constructeur attend une action de votre part. Connectez-vous-y et terminez ce qu’elle demande, par exemple accepter de nouvelles conditions, pour que {app} puisse joindre votre voiture.',
    'CONNECTED_SERVICES_ACCOUNT:AUTHENTICATION_FAILED':
      'Votre voiture n’est plus connectée à {app}. Veuillez vous identifier à nouveau pour la reconnecter.',
    'CONNECTED_SERVICES_ACCOUNT:NO_VEHICLES':
      'Votre compte constructeur ne contient aucune voiture. Ajoutez-y la vôtre, puis connectez-la de nouveau à {app}.',
    'CONNECTED_SERVICES_ACCOUNT:PERMISSION':
      'Votre constructeur indique que vous avez retiré l’accès à {app}. Pour l’utiliser de nouveau, reconnectez votre voiture.',
    'CONNECTED_SERVICES_ACCOUNT:SUBSCRIPTION':
      'L’abonnement aux services connectés de votre voiture a expiré ou ne comprend pas ce dont {app} a besoin. Veuillez le renouveler ou l’étendre auprès du constructeur.',
    'CONNECTED_SERVICES_ACCOUNT:VEHICLE_MISSING':
      'Cette voiture n’est plus dans votre compte constructeur. Ajoutez-la de nouveau pour l’utiliser avec {app}.',
    'CONNECTED_SERVICES_ACCOUNT:VIRTUAL_KEY_REQUIRED':
      'Pour cela, votre voiture a besoin d’une clé virtuelle pour {app}. Ouvrez le lien sur le téléphone où se trouve l’application du constructeur et suivez les étapes.',
    'PERMISSION:null':
      '{app} a besoin d’une autorisation de plus. Veuillez reconnecter votre voiture pour la donner.',
    'UPSTREAM:INVALID_DATA':
      'Votre constructeur a envoyé des données que {app} n’a pas pu utiliser. Veuillez réessayer un peu plus tard.',
    'UPSTREAM:KNOWN_ISSUE':
      'Le service de votre constructeur rencontre un problème. Veuillez réessayer un peu plus tard.',
    'UPSTREAM:NO_RESPONSE':
      'Votre voiture n’a pas répondu. Veuillez réessayer dans quelques minutes.',
    'UPSTREAM:RATE_LIMIT': 'Votre constructeur demande une pause. Veuillez réessayer plus tard.',
    'UPSTREAM:UNKNOWN_ISSUE':
      'Le service de votre constructeur n’a pas fonctionné cette fois-ci. Veuillez réessayer plus tard.',
    'VEHICLE_STATE:ASLEEP':
      'Votre voiture est en veille. Veuillez la démarrer une fois, puis réessayer.',
    'VEHICLE_STATE:CHARGE_FAULT':
      'Votre voiture ne peut pas se recharger sur cette borne pour le moment. Vérifiez le câble, la borne et vos horaires de charge.',
    'VEHICLE_STATE:CHARGING_IN_PROGRESS': 'Votre voiture est déjà en charge.',
    'VEHICLE_STATE:CHARGING_PLUG_CONNECTED':
      'Veuillez d’abord débrancher votre voiture, puis réessayer.',
    'VEHICLE_STATE:CHARGING_PLUG_NOT_CONNECTED':
      'Votre voiture n’est pas branchée. Veuillez la brancher, puis réessayer.',
    'VEHICLE_STATE:DOOR_OPEN':
      'Une porte de votre voiture est ouverte. Veuillez la fermer, puis réessayer.',
    'VEHICLE_STATE:FULLY_CHARGED': 'Votre voiture est déjà chargée jusqu’à sa limite.',
    'VEHICLE_STATE:HOOD_OPEN':
      'Le capot de votre voiture est ouvert. Veuillez le fermer, puis réessayer.',
    'VEHICLE_STATE:IGNITION_ON': 'Veuillez éteindre votre voiture, puis réessayer.',
    'VEHICLE_STATE:IN_MOTION': 'Votre voiture roule. Veuillez réessayer quand elle sera garée.',
    'VEHICLE_STATE:LOW_BATTERY':
      'La batterie de votre voiture est trop faible pour cela. Veuillez la recharger, puis réessayer.',
    'VEHICLE_STATE:NOT_CHARGING': 'Votre voiture n’est pas en charge.',
    'VEHICLE_STATE:REMOTE_ACCESS_DISABLED':
      'L’accès à distance est désactivé dans votre voiture. Veuillez l’activer dans ses réglages.',
    'VEHICLE_STATE:TRUNK_OPEN':
      'Le coffre de votre voiture est ouvert. Veuillez le fermer, puis réessayer.',
    'VEHICLE_STATE:UNKNOWN':
      'Votre voiture n’a pas pu le faire pour le moment. Veuillez réessayer plus tard.',
    'VEHICLE_STATE:UNREACHABLE':
      'Votre voiture n’a pas de connexion. Veuillez réessayer quand elle captera de nouveau le réseau.',
    'VEHICLE_STATE:VEHICLE_OFFLINE_FOR_SERVICE':
      'Votre voiture est en mode maintenance. Veuillez réessayer quand ce sera terminé.',
  },
};

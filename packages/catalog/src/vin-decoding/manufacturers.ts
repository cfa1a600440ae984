/**
 * World manufacturer identifiers of every make's cars and light trucks. One that stands with several
 * makes is shared by them, see SHARED and BRAND_LETTERS.
 */
export const MANUFACTURERS: Readonly<Record<string, string>> = {
  ACURA: '19U 19V 2HH 2HN 4W5 5FR 5J8 JH4',
  ALFA_ROMEO: 'ZAR ZAS',
  AUDI: '93U 93V 99A TRU WA1 WAU WU1 WUA',
  BMW: '3MF 3MW 4US 5UM 5UX 5YM LBV WB5 WBA WBS WBX WBY',
  BUICK: '1G4 2G4 3G5 5GA KL4 LRB W04',
  BYD: 'LC0 LGX',
  CADILLAC: '1G6 1GY 2G6 3GY W06',
  CHEVROLET: '1G1 1GA 1GB 1GC 1GN 2CN 2G1 2GC 2GN 3G1 3GC 3GN KL1 KL7 KL8',
  CHRYSLER: '1A4 1A8 1C3 1C4 1C8 2A4 2A8 2C3 2C4 2C8 3A4 3A8 3C3 3C4 3C8 4C3',
  CITROEN: 'VF7 VR7 VS7',
  CUPRA: 'VSS',
  DACIA: 'UU1',
  DODGE: '1B3 1B4 1B7 1C3 1C4 1D3 1D4 1D7 1D8 2B3 2C3 2C4 2D3 2D4 2D8 3B7 3C3 3C4 3D4 3D7 ZAC',
  DS: 'VF7 VR1',
  FIAT: '3C3 3C4 9BD JC1 NM4 SUF ZFA ZFB',
  FORD: '1FA 1FB 1FC 1FD 1FM 1FT 1ZV 2FA 2FM 2FT 3FA 3FE 3FM 3FT 6FP LVS MAJ NM0 SFA VS6 WF0',
  GMC: '1GD 1GJ 1GK 1GT 2CT 2GK 2GT 3GK 3GT',
  HONDA: '19X 1HG 2HG 2HK 3CZ 3GP 3HG 5FN 5FP 5J6 5KB 7FA JHL JHM LHG LUC LVH MRH SHH SHS',
  HYUNDAI: '2HM 3KP 5NM 5NP 5NT 7YA KM8 KMF KMH LBE MAL NLH NLJ TMA',
  INFINITI: '3PC 5N1 5N3 JN1 JN8 JNK JNR JNX SJK',
  JAGUAR: 'SAD SAJ',
  JEEP: '1C4 1C6 1J4 1J8 3C4 988 MCA ZAC',
  KIA: '3KP 5XX 5XY KNA KNC KND KNE LJD U5Y U6Y XWE',
  LAND_ROVER: 'SAL',
  LEXUS: '2T2 58A 5TD JT6 JT8 JTH JTJ',
  LINCOLN: '1LN 2LM 3LN 5LM 5LT',
  MAZDA: '1YV 3MD 3MV 3MZ 4F2 4F4 7MM JM1 JM3 JM7 JMZ MM0 MM7 MM8 YCM',
  MERCEDES_BENZ: '4JG 55S LE4 VSA W1K W1N W1V W1W W1Y W1Z WD3 WD4 WD8 WDB WDC WDD WDF',
  MG: 'LSJ SDP',
  MINI: 'WMW WMZ',
  NISSAN: '1N4 1N6 3N1 3N6 3N8 5BZ 5N1 JN1 JN6 JN8 KNM MDH MNT SJN VNV VSK',
  OPEL: 'VSX VXK W0L W0V',
  PEUGEOT: '8AD 936 VF3 VR3',
  POLESTAR: 'LPS YSM',
  PORSCHE: 'WP0 WP1',
  RAM: '1C6 3C6 3C7 3D7 ZFB',
  RENAULT: '8A1 93Y VF1 VF2 X7L',
  RIVIAN: '7FC 7PD',
  SKODA: 'TMB',
  SUBARU: '4S3 4S4 JF1 JF2 JTM',
  TESLA: '5YJ 7G2 7SA LRW SFZ XP7',
  TOYOTA:
    '1NX 2T1 2T3 3MY 3TM 3TY 4T1 4T3 4T4 5TB 5TD 5TE 5TF 5TY 5YF 7MU 7SV AHT JT2 JT3 JT4 JTD ' +
    'JTE JTK JTL JTM JTN MR0 NMT SB1 VNK YAR',
  VAUXHALL: 'SED SKF VXK W0L W0V',
  VOLKSWAGEN: '1V2 1VW 3VV 3VW 8AW 9BW AAV LFV LSV VWV WV1 WV2 WVG WVW XW8',
  VOLVO: '7JD 7JR LVY LYV XLB YV1 YV4',
};

/** Whose car it most likely is, where nothing else in the number tells. */
export const SHARED: Readonly<Record<string, string>> = {
  '1C3': 'CHRYSLER',
  '1C4': 'JEEP',
  '1C6': 'RAM',
  '2C3': 'DODGE',
  '2C4': 'CHRYSLER',
  '3C3': 'FIAT',
  '3C4': 'JEEP',
  '3D7': 'RAM',
  '3KP': 'KIA',
  '5N1': 'NISSAN',
  '5TD': 'TOYOTA',
  JN1: 'NISSAN',
  JN8: 'NISSAN',
  JTM: 'TOYOTA',
  VF7: 'CITROEN',
  VXK: 'OPEL',
  W0L: 'OPEL',
  W0V: 'OPEL',
  ZAC: 'JEEP',
  ZFB: 'FIAT',
};

/** Since 2012 the fifth character of a Fiat Chrysler number is the brand, under these identifiers. */
export const BRAND_LETTERS = {
  manufacturers: new Set('1C3 1C4 1C6 2C3 2C4 3C3 3C4 3C6 3C7 ZAC ZFB'.split(' ')),
  position: 4,
  brands: {
    A: 'ALFA_ROMEO',
    C: 'CHRYSLER',
    D: 'DODGE',
    F: 'FIAT',
    J: 'JEEP',
    R: 'RAM',
  } as Readonly<Record<string, string>>,
} as const;

/**
 * Makes whose European numbers have something else than the model year in the tenth place. Numbers
 * for North America have it there by law.
 */
export const WITHOUT_MODEL_YEAR: ReadonlySet<string> = new Set([
  'BMW',
  'CITROEN',
  'DACIA',
  'DS',
  'FORD',
  'HONDA',
  'LEXUS',
  'MAZDA',
  'MERCEDES_BENZ',
  'MINI',
  'NISSAN',
  'PEUGEOT',
  'RENAULT',
  'TOYOTA',
]);

/** Carmakers' groups: makes that share one connected service, and so its habits. */

export const GM: readonly string[] = ['BUICK', 'CADILLAC', 'CHEVROLET', 'GMC'];
export const FCA: readonly string[] = ['ALFA_ROMEO', 'CHRYSLER', 'DODGE', 'FIAT', 'JEEP', 'RAM'];
export const PSA: readonly string[] = ['CITROEN', 'DS', 'OPEL', 'PEUGEOT', 'VAUXHALL'];
export const BMW_GROUP: readonly string[] = ['BMW', 'MINI'];
export const FORD_GROUP: readonly string[] = ['FORD', 'LINCOLN'];
export const HYUNDAI_GROUP: readonly string[] = ['HYUNDAI', 'KIA'];

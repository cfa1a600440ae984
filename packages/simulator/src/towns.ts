import { regionOfCountry } from '@carport/catalog';

/** Where simulated cars live, and what the weather is like there. */
export interface Town {
  readonly country: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Mean temperature of the year, and how far summer and winter lie from it, in degrees Celsius. */
  readonly mean: number;
  readonly swing: number;
}

const town = (
  country: string,
  name: string,
  latitude: number,
  longitude: number,
  mean: number,
  swing: number,
): Town => ({ country, name, latitude, longitude, mean, swing });

const COLORADO = [
  town('US', 'Boulder', 40.0176, -105.2534, 10.9, 11.5),
  town('US', 'Fort Collins', 40.5692, -105.0781, 9.8, 12.2),
  town('US', 'Longmont', 40.1672, -105.1019, 10.1, 12),
  town('US', 'Lakewood', 39.7047, -105.0814, 10.6, 11.7),
  town('US', 'Castle Rock', 39.3772, -104.8561, 8.9, 11.4),
  town('US', 'Colorado Springs', 38.8606, -104.7616, 9.6, 11.2),
] as const;

const ELSEWHERE = [
  town('AT', 'Graz', 47.0667, 15.4333, 10.1, 10.8),
  town('BE', 'Leuven', 50.8796, 4.7009, 10.8, 7.6),
  town('CA', 'Guelph', 43.5448, -80.2482, 7.3, 13.6),
  town('CA', 'Kelowna', 49.888, -119.4534, 8.6, 12),
  town('CA', 'Sherbrooke', 45.4042, -71.8929, 5.9, 14.6),
  town('CH', 'Winterthur', 47.4988, 8.7241, 9.4, 9.4),
  town('DE', 'Freiburg', 47.999, 7.8421, 11.4, 9.3),
  town('DE', 'Regensburg', 49.0134, 12.1016, 9.3, 10),
  town('DK', 'Odense', 55.3959, 10.3883, 8.9, 8.2),
  town('ES', 'Pamplona', 42.8125, -1.6458, 12.9, 8.2),
  town('FI', 'Tampere', 61.4978, 23.761, 5, 12),
  town('FR', 'Angers', 47.4784, -0.5632, 12.4, 7.6),
  town('FR', 'Chambéry', 45.5646, 5.9178, 11.6, 9.6),
  town('GB', 'Chelmsford', 51.7356, 0.4685, 10.7, 6.9),
  town('GB', 'Harrogate', 53.9921, -1.5418, 9, 6.3),
  town('IE', 'Kilkenny', 52.6541, -7.2448, 9.9, 5.3),
  town('IT', 'Parma', 44.8015, 10.3279, 14, 11),
  town('LU', 'Esch', 49.4958, 5.9806, 9.9, 8.6),
  town('NL', 'Amersfoort', 52.1561, 5.3878, 10.4, 7.4),
  town('NO', 'Drammen', 59.7439, 10.2045, 6.3, 11),
  town('PL', 'Bydgoszcz', 53.1235, 18.0084, 8.7, 10.4),
  town('PT', 'Braga', 41.5454, -8.4265, 14.6, 5.8),
  town('SE', 'Uppsala', 59.8586, 17.6389, 6.6, 10.7),
] as const;

type Towns = readonly [Town, ...Town[]];

/**
 * Where the cars of a country may live; a European country that is not listed is served from its
 * neighbours, any other one from Colorado.
 */
export const townsOf = (country: string): Towns =>
  listed((row) => row.country === country) ??
  (regionOfCountry(country) === 'EUROPE' ? listed((row) => row.country !== 'CA') : null) ??
  COLORADO;

const listed = (wanted: (row: Town) => boolean): Towns | null => {
  const [first, ...others] = ELSEWHERE.filter(wanted);
  return first ? [first, ...others] : null;
};

/** Plugs, voltages and prices differ between the continents. */
export const isNorthAmerican = ({ country }: Town): boolean => country === 'US' || country === 'CA';

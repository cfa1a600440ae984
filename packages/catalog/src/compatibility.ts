export {
  compatibilityByVin,
  type VinCompatibility,
  type VinQuestion,
} from './compatibility/by-vin.js';
export {
  type CompatibleVehicle,
  type CompatibleVehiclesFilter,
  compatibleVehicles,
  type ModelCapability,
} from './compatibility/compatible-vehicles.js';
export { type EndpointCapability, endpointPath } from './compatibility/endpoint-capabilities.js';
export {
  type CompatibilityMatrix,
  compatibilityMatrix,
  MATRIX_NAMES,
  type MatrixEntry,
  type MatrixQuestion,
} from './compatibility/matrix.js';
export { CompatibleModel } from './compatibility/model.js';
export { compatibleModels, type RegionalModel } from './compatibility/models.js';
export {
  compatibilityAtLevel,
  isTestLevel,
  TEST_LEVELS,
  type TestLevel,
} from './compatibility/test-level.js';

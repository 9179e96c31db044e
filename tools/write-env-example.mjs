// Writes .env.example from the settings themselves. Run: npm run env-example
import { writeFileSync } from 'node:fs';
import { exampleFile } from '../dist/libs/settings/src/index.js';

writeFileSync('.env.example', exampleFile());

import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { committedDocument } from './committed-document.js';

writeFileSync('openapi.json', await committedDocument());

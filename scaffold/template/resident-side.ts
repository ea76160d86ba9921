import { anyPart } from "../../bot/core/processes/kind.ts";
import { residentSide } from "../../bot/core/processes/resident-side.ts";
import { samplePart } from "./part.ts";

export const sampleResident = residentSide(anyPart(samplePart));

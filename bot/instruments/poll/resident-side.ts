import { anyPart } from "../../core/processes/kind.ts";
import { residentSide } from "../../core/processes/resident-side.ts";
import { pollPart } from "./part.ts";

export const pollResident = residentSide(anyPart(pollPart));

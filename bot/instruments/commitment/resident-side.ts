import { anyPart } from "../../core/processes/kind.ts";
import { residentSide } from "../../core/processes/resident-side.ts";
import { commitmentPart } from "./part.ts";

export const commitmentResident = residentSide(anyPart(commitmentPart));

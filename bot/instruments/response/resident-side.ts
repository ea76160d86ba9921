import { anyPart } from "../../core/processes/kind.ts";
import { residentSide } from "../../core/processes/resident-side.ts";
import { commitmentPart } from "../commitment/part.ts";
import { responsePart } from "./part.ts";

export const responseResident = residentSide(anyPart(responsePart, [anyPart(commitmentPart)]));

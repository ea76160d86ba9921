/** Places of the invented town that a resident may want to point at. */
export const spots = [
  { title: "Dorpsstraat 12", address: "Dorpsstraat 12", latitude: 52.0907, longitude: 5.1214 },
  { title: "Speeltuin De Vlinder", address: "Vlinderpad 3", latitude: 52.0951, longitude: 5.1302 },
  { title: "Station Noord", address: "Stationsplein 1", latitude: 52.0893, longitude: 5.1101 },
  { title: "Marktplein", address: "Marktplein", latitude: 52.0921, longitude: 5.1187 },
] as const;

type Pen = CanvasRenderingContext2D;

const scenes: { id: string; name: { en: string; nl: string }; draw: (pen: Pen) => void }[] = [
  { id: "pothole", name: { en: "Pothole", nl: "Gat in de weg" }, draw: pothole },
  { id: "lamp", name: { en: "Broken lamp", nl: "Kapotte lamp" }, draw: lamp },
  { id: "bin", name: { en: "Full bin", nl: "Volle afvalbak" }, draw: bin },
  { id: "tree", name: { en: "Fallen tree", nl: "Omgevallen boom" }, draw: tree },
  { id: "bench", name: { en: "Empty square", nl: "Leeg plein" }, draw: bench },
  { id: "swing", name: { en: "Broken swing", nl: "Kapotte schommel" }, draw: swing },
];

/** Photos nobody took: painted here, so that no picture of a real person or place is needed. */
export function samplePhotos(): { id: string; name: { en: string; nl: string }; url: string }[] {
  return scenes.map(({ id, name, draw }) => {
    const canvas = document.createElement("canvas");
    canvas.width = 800;
    canvas.height = 600;
    const pen = canvas.getContext("2d");
    if (pen) draw(pen);
    return { id, name, url: canvas.toDataURL("image/jpeg", 0.82) };
  });
}

function sky(pen: Pen, top: string, low: string, ground: string, horizon: number): void {
  const air = pen.createLinearGradient(0, 0, 0, horizon);
  air.addColorStop(0, top);
  air.addColorStop(1, low);
  pen.fillStyle = air;
  pen.fillRect(0, 0, 800, horizon);
  pen.fillStyle = ground;
  pen.fillRect(0, horizon, 800, 600 - horizon);
}

function shape(pen: Pen, colour: string, path: string): void {
  pen.fillStyle = colour;
  pen.fill(new Path2D(path));
}

function line(pen: Pen, colour: string, width: number, path: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.stroke(new Path2D(path));
}

function houses(pen: Pen, horizon: number): void {
  for (let i = 0; i < 6; i++) {
    const x = i * 140 - 20;
    const height = 90 + ((i * 53) % 70);
    shape(
      pen,
      ["#a6584a", "#b9795a", "#8f4f46"][i % 3] ?? "#a6584a",
      `M${x} ${horizon}v-${height}l65 -45l65 45v${height}z`,
    );
    shape(pen, "#f3e3b5", `M${x + 25} ${horizon - 70}h28v36h-28zM${x + 78} ${horizon - 70}h28v36h-28z`);
  }
}

function pothole(pen: Pen): void {
  sky(pen, "#9cc3e6", "#e6eef2", "#73787d", 240);
  houses(pen, 240);
  shape(pen, "#8f8a80", "M0 240h800v34H0z");
  shape(pen, "#e9e9e4", "M390 300h18l10 60h-34zM380 420h44l24 180h-88z");
  shape(pen, "#4a4d50", "M180 430c60-60 220-50 250-8s20 78-70 96-210 10-225-30 10-38 45-58z");
  shape(pen, "#2e3134", "M210 445c60-40 170-36 195-6s0 50-70 60-140 4-150-20 0-22 25-34z");
  shape(pen, "#7f97a8", "M250 470c40-16 100-14 110 0s-30 20-70 22-70-10-40-22z");
}

function lamp(pen: Pen): void {
  sky(pen, "#0f1a33", "#3c4a6b", "#22262e", 420);
  shape(pen, "#f1efe2", "M640 90a44 44 0 1 0 30 80a52 52 0 0 1-30-80z");
  line(pen, "#11151c", 16, "M330 560V150c0-40 30-60 80-60h60");
  shape(pen, "#2b3140", "M440 80h90l22 40H420z");
  line(pen, "#c9d2e0", 5, "M450 132l18 26M500 132l-12 30M524 132l14 20");
  shape(pen, "#ffdf8a", "M90 330h40v50H90zM180 300h36v60h-36zM620 310h40v60h-40z");
}

function bin(pen: Pen): void {
  sky(pen, "#b8d8ef", "#eef5f8", "#8fae6c", 330);
  shape(pen, "#c9c3b6", "M0 470h800v130H0z");
  shape(pen, "#3f5f4c", "M310 230h190l-20 290H330z");
  shape(pen, "#2f4a3a", "M295 205h220v34H295z");
  shape(pen, "#f2f2ee", "M320 205c-30-60 30-110 70-80 30-50 100-20 80 40 40-10 50 30 30 40z");
  shape(pen, "#d5483c", "M250 520l60-36 26 40-54 30z");
  shape(pen, "#e8c04a", "M540 530h70v30h-70z");
  shape(pen, "#fbfbf8", "M150 540c10-60 90-60 100 0z");
}

function tree(pen: Pen): void {
  sky(pen, "#8393a3", "#c7d0d6", "#6d8a55", 300);
  shape(pen, "#b3aca1", "M0 420h800v90H0z");
  line(pen, "#6b4a33", 46, "M120 350C300 400 420 440 640 450");
  shape(pen, "#43703f", "M560 330c80-60 220-20 240 60v130c-80 50-200 20-240-40-60-10-60-110 0-150z");
  shape(pen, "#5a8a4c", "M620 370c50-40 130-20 140 30s-80 90-130 60-50-60-10-90z");
  line(pen, "#6b4a33", 14, "M130 350l-60-60M130 350l-80 10M130 350l-40 70");
}

function bench(pen: Pen): void {
  sky(pen, "#f6c89a", "#fbe9d2", "#bdb4a6", 340);
  houses(pen, 340);
  line(pen, "#a79d8d", 3, "M0 400H800M0 470H800M0 545H800M200 340 60 600M400 340v260M600 340l140 260");
  shape(pen, "#7b5235", "M280 420h250v18H280zM280 455h250v18H280zM270 490h270v20H270z");
  line(pen, "#3a3d42", 10, "M300 410v150M510 410v150");
}

function swing(pen: Pen): void {
  sky(pen, "#a5d3f0", "#e9f4fa", "#86b062", 360);
  shape(pen, "#e2cf9c", "M140 470h520l50 90H90z");
  line(pen, "#c4472f", 16, "M200 520 270 140H540l70 380M270 140 320 520M540 140 490 520");
  line(pen, "#4b4f55", 5, "M330 140v240M390 140v240M440 140v300M500 140v90");
  shape(pen, "#33373c", "M322 378h76v14h-76z");
  shape(pen, "#33373c", "M430 436l30 60-12 6-28-60z");
}

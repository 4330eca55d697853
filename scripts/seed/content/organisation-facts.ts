/**
 * Names, codes, places and list sizes of real organisations, typed from the public directories (NHS ODS, ONS, CQC).
 * Beds are not published facts: see BEDS_NOTE in organisations.ts.
 */
type Trust = readonly [
  code: string,
  name: string,
  icb: string,
  town: string,
  postcode: string,
  openedOn: string,
  beds: number | null,
];

// oxfmt-ignore
export const TRUSTS: readonly Trust[] = [
  ["RR8", "Leeds Teaching Hospitals NHS Trust", "QWO", "Leeds", "LS9 7TF", "1998-04-01", 1780],
  ["RAE", "Bradford Teaching Hospitals NHS Foundation Trust", "QWO", "Bradford", "BD9 6RJ", "1991-04-01", 760],
  ["RCF", "Airedale NHS Foundation Trust", "QWO", "Keighley", "BD20 6TD", "1992-04-01", 320],
  ["RWY", "Calderdale and Huddersfield NHS Foundation Trust", "QWO", "Huddersfield", "HD3 3EA", "2001-04-01", 720],
  ["RXF", "Mid Yorkshire Teaching NHS Trust", "QWO", "Wakefield", "WF1 4DG", "2002-04-01", 980],
  ["RXG", "South West Yorkshire Partnership NHS Foundation Trust", "QWO", "Wakefield", "WF1 3SP", "2002-04-01", 440],
  ["RY6", "Leeds Community Healthcare NHS Trust", "QWO", "Leeds", "LS11 0DL", "2011-04-01", 60],
  ["R0A", "Manchester University NHS Foundation Trust", "QOP", "Manchester", "M13 9WL", "2017-10-01", 2300],
  ["RM3", "Northern Care Alliance NHS Foundation Trust", "QOP", "Salford", "M6 8HD", "1994-04-01", 1750],
  ["RMC", "Bolton NHS Foundation Trust", "QOP", "Bolton", "BL4 0JR", "1994-04-01", 660],
  ["RWJ", "Stockport NHS Foundation Trust", "QOP", "Stockport", "SK2 7JE", "2000-04-01", 620],
  ["RT2", "Pennine Care NHS Foundation Trust", "QOP", "Ashton-under-Lyne", "OL6 7SR", "2002-04-01", 390],
  ["RHQ", "Sheffield Teaching Hospitals NHS Foundation Trust", "QF7", "Sheffield", "S5 7AU", "2001-04-01", 1620],
  ["RFF", "Barnsley Hospital NHS Foundation Trust", "QF7", "Barnsley", "S75 2EP", "1993-04-01", 430],
  ["RFR", "The Rotherham NHS Foundation Trust", "QF7", "Rotherham", "S60 2UD", "1993-04-01", 470],
  ["REM", "Liverpool University Hospitals NHS Foundation Trust", "QYG", "Liverpool", "L7 8XP", "1992-04-01", 1590],
  ["RBS", "Alder Hey Children's NHS Foundation Trust", "QYG", "Liverpool", "L12 2AP", "1991-04-01", 270],
  ["RW4", "Mersey Care NHS Foundation Trust", "QYG", "Prescot", "L34 1PJ", "2001-04-01", 850],
  ["RWA", "Hull University Teaching Hospitals NHS Trust", "QOQ", "Hull", "HU3 2JZ", "1999-10-01", 1160],
  ["RCB", "York and Scarborough Teaching Hospitals NHS Foundation Trust", "QOQ", "York", "YO31 8HE", "1992-04-01", 1050],
  ["RTD", "The Newcastle upon Tyne Hospitals NHS Foundation Trust", "QHM", "Newcastle upon Tyne", "NE7 7DN", "1998-04-01", 1500],
  ["RXP", "County Durham and Darlington NHS Foundation Trust", "QHM", "Darlington", "DL3 6HX", "2002-10-01", 900],
  ["RX8", "Yorkshire Ambulance Service NHS Trust", "QWO", "Wakefield", "WF2 0XQ", "2006-07-01", null],
  ["RWD", "United Lincolnshire Teaching Hospitals NHS Trust", "QJM", "Lincoln", "LN2 5QY", "2000-04-01", 1010],
  ["RY5", "Lincolnshire Community Health Services NHS Trust", "QJM", "Lincoln", "LN5 7JH", "2011-04-01", 90],
  ["RRV", "University College London Hospitals NHS Foundation Trust", "Z9B2Z", "London", "NW1 2PG", "1996-04-01", 800],
  ["RKE", "Whittington Health NHS Trust", "Z9B2Z", "London", "N19 5NF", "1993-04-01", 360],
];

type Practice = readonly [
  code: string,
  name: string,
  icb: string,
  postcode: string,
  patients: number,
  pcn: string,
  pcnName: string,
];

// oxfmt-ignore
export const PRACTICES: readonly Practice[] = [
  ["B84613", "Beechwood Medical Centre", "QWO", "HX2 8AL", 9373, "U84379", "North Halifax PCN"],
  ["B84010", "Keighley Road Surgery", "QWO", "HX2 9LL", 10680, "U84379", "North Halifax PCN"],
  ["B84013", "Plane Trees Group Practice", "QWO", "HX2 0QL", 8804, "U84379", "North Halifax PCN"],
  ["B84612", "Lister Lane Surgery", "QWO", "HX1 5AX", 8681, "U84379", "North Halifax PCN"],
  ["B84618", "Caritas Group Practice", "QWO", "HX3 6EL", 8815, "U84379", "North Halifax PCN"],
  ["B86002", "City View Medical Practice", "QWO", "LS11 8LH", 14837, "U16878", "Beeston PCN"],
  ["B86667", "Beeston Village Surgery", "QWO", "LS11 8PN", 7494, "U16878", "Beeston PCN"],
  ["B86012", "Leeds City Medical Practice", "QWO", "LS11 8LH", 18756, "U16878", "Beeston PCN"],
  ["P91603", "Barrington Medical Centre", "QOP", "WA14 1PF", 6757, "U42898", "South Trafford PCN"],
  ["P91617", "Family Surgery", "QOP", "WA14 1LL", 2642, "U42898", "South Trafford PCN"],
  ["P91623", "Village Surgery", "QOP", "WA15 6PH", 5359, "U42898", "South Trafford PCN"],
  ["P91631", "Riddings Family Health Centre", "QOP", "WA15 6BP", 3246, "U42898", "South Trafford PCN"],
  ["P91633", "Grove Medical Practice", "QOP", "WA15 6PH", 5484, "U42898", "South Trafford PCN"],
  ["C88021", "Far Lane Medical Centre", "QF7", "S6 4FA", 7197, "U80633", "Hillsborough PCN"],
  ["C88045", "Dykes Hall Medical Centre", "QF7", "S6 4GQ", 9149, "U80633", "Hillsborough PCN"],
  ["N85016", "Riverside Surgery", "QYG", "CH42 2AG", 8053, "U99194", "Birkenhead PCN"],
  ["N85044", "Claughton Medical Centre", "QYG", "CH41 0DD", 15412, "U99194", "Birkenhead PCN"],
  ["A82016", "Carlisle Healthcare", "QHM", "CA1 1DG", 37036, "U92223", "Carlisle Healthcare PCN"],
  ["C83001", "Portland Medical Practice", "QJM", "LN5 7LB", 29708, "U38661", "Marina PCN"],
  ["B82018", "Escrick Surgery", "QOQ", "YO19 6LE", 6201, "U79246", "Selby Town PCN"],
  ["F83045", "The Miller Practice", "Z9B2Z", "N5 2ET", 9901, "U55709", "Central 2 Islington PCN"],
];

type Council = readonly [code: string, name: string, icb: string, town: string, postcode: string];

export const COUNCILS: readonly Council[] = [
  ["E08000035", "Leeds City Council", "QWO", "Leeds", "LS1 1UR"],
  ["E08000033", "Calderdale Metropolitan Borough Council", "QWO", "Halifax", "HX1 1UJ"],
  ["E08000009", "Trafford Metropolitan Borough Council", "QOP", "Stretford", "M32 0TH"],
  ["E08000003", "Manchester City Council", "QOP", "Manchester", "M60 2LA"],
  ["E08000019", "Sheffield City Council", "QF7", "Sheffield", "S1 2HH"],
  ["E08000012", "Liverpool City Council", "QYG", "Liverpool", "L3 1AH"],
  ["E06000065", "North Yorkshire Council", "QOQ", "Northallerton", "DL7 8AD"],
  ["E06000047", "Durham County Council", "QHM", "Durham", "DH1 5UL"],
  ["E10000019", "Lincolnshire County Council", "QJM", "Lincoln", "LN1 1YL"],
];

/** Codes as scripts/import/import-cqc.ts makes them of the names; content.test.ts holds the two together. */
export const PROVIDERS: readonly (readonly [code: string, name: string])[] = [
  ["cqc-provider-maria-mallaband-16-limited", "Maria Mallaband 16 Limited"],
  ["cqc-provider-amberley-care-home-limited", "Amberley Care Home Limited"],
  ["cqc-provider-j-e-m-care-limited", "J.E.M. Care Limited"],
  ["cqc-provider-beverley-park-nursing-home-limited", "Beverley Park Nursing Home Limited"],
  ["cqc-provider-claremont-care-home-limited", "Claremont Care Home Limited"],
  ["cqc-provider-flixton-house-limited", "Flixton House Limited"],
  ["cqc-provider-kingsley-care-homes-limited", "Kingsley Care Homes Limited"],
  ["cqc-provider-methodist-homes", "Methodist Homes"],
  ["cqc-provider-mountlands-trust-limited", "Mountlands Trust Limited"],
  ["cqc-provider-mayfield-carehome-ltd", "Mayfield Carehome Ltd"],
  ["cqc-provider-making-space", "Making Space"],
  ["cqc-provider-wyncourt-nursing-home-limited", "Wyncourt Nursing Home Limited"],
];

type Home = readonly [
  cqcId: string,
  name: string,
  provider: string,
  town: string,
  postcode: string,
  beds: number,
];

// oxfmt-ignore
export const HOMES: readonly Home[] = [
  ["1-1938268568", "Allingham House Care Centre", "cqc-provider-maria-mallaband-16-limited", "Altrincham", "WA15 6SQ", 86],
  ["1-1938268345", "Manorhey Care Centre", "cqc-provider-maria-mallaband-16-limited", "Manchester", "M41 9LT", 83],
  ["1-8503184790", "Amberley Care Home", "cqc-provider-amberley-care-home-limited", "Sale", "M33 6RX", 25],
  ["1-127443456", "Ann Challis", "cqc-provider-j-e-m-care-limited", "Manchester", "M41 9LT", 24],
  ["1-145257554", "Haylands Residential Home for Gentlemen", "cqc-provider-j-e-m-care-limited", "Manchester", "M41 0US", 14],
  ["1-122648952", "Beverley Park Nursing Home", "cqc-provider-beverley-park-nursing-home-limited", "Manchester", "M32 9DA", 44],
  ["1-447730631", "Claremont Care Home", "cqc-provider-claremont-care-home-limited", "Sale", "M33 4RZ", 26],
  ["1-303667371", "Flixton Manor", "cqc-provider-flixton-house-limited", "Manchester", "M41 5QL", 36],
  ["1-2650333959", "Four Oaks Care Home", "cqc-provider-kingsley-care-homes-limited", "Manchester", "M31 4ND", 70],
  ["1-117977245", "Handsworth", "cqc-provider-methodist-homes", "Altrincham", "WA14 2LA", 42],
  ["1-113502228", "Lime Tree House", "cqc-provider-mountlands-trust-limited", "Sale", "M33 4RZ", 28],
  ["1-2193087415", "Mayfield Care Home", "cqc-provider-mayfield-carehome-ltd", "Sale", "M33 3WR", 30],
  ["1-129770830", "Syrian House", "cqc-provider-making-space", "Sale", "M33 5AL", 12],
  ["1-23098133995", "Wyncourt Nursing Home", "cqc-provider-wyncourt-nursing-home-limited", "Altrincham", "WA15 6QH", 34],
];

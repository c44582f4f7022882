/** How the months are written, January first, in the languages we read; folded, the ways of one month parted by "|". */
export const MONTHS = [
  "january|jan|enero|ene",
  "february|feb|febrero",
  "march|mar|marzo",
  "april|apr|abril|abr",
  "may|mayo",
  "june|jun|junio",
  "july|jul|julio",
  "august|aug|agosto|ago",
  "september|sept|sep|septiembre|setiembre",
  "october|oct|octubre",
  "november|nov|noviembre",
  "december|dec|diciembre|dic",
];

/** How the days of the week are written, Sunday first, in the same way. */
export const WEEKDAYS = [
  "sunday|domingo",
  "monday|lunes",
  "tuesday|martes",
  "wednesday|miercoles",
  "thursday|jueves",
  "friday|viernes",
  "saturday|sabado",
];

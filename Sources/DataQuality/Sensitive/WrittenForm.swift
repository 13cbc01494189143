/// How personal data is written, as patterns of the engine (RE2).
enum WrittenForm {
    // Classes of letters repeated a counted number of times take long to compile, and are not used.
    static let mail = #"[^\s@<>,;:()"]+@(?:[^\s@<>,;:()"./]+\.)+[A-Za-z][A-Za-z]+"#
    /// An account of a machine, which reads like mail.
    static let account = "://[^/ ]*@|git@"
    static let email = #"(?:mailto:|[^<>@]*<)?"# + mail + ">?"
    static let phone =
        #"(?:\+|00)[1-9][0-9]{0,2}[ .\-/]?(?:\(0?[0-9]{1,5}\)[ .\-/]?)?[0-9]{1,5}(?:[ .\-/][0-9]{2,8}){1,6}"#
        + #"|\+[1-9][0-9]{9,14}|0[1-9](?:[ .\-][0-9]{2}){4}"#
    static let northAmericanPhone =
        #"(?:\+?1[ .\-]?)?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .\-])[2-9][0-9]{2}[ .\-][0-9]{4}"#
        + #"(?: ?(?:x|ext\.?) ?[0-9]{1,5})?"#
    private static let octet = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
    static let ipAddress =
        #"(?:"# + octet + #"\.){3}"# + octet
        + "|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*::[0-9A-Fa-f:]*"
    static let ipAddressWithin = #"(?:^|[^0-9.v])(?:"# + octet + #"\.){3}"# + octet + #"(?:$|[^0-9.])"#
    static let macAddress =
        "[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})"
        + #"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}"#
    static let date =
        #"[12][0-9]{3}[\-/.][0-9]{1,2}[\-/.][0-9]{1,2}(?:[ T].*)?|[0-9]{1,2}[\-/. ][0-9]{1,2}[\-/. ][12]?[0-9]?[0-9]{2}"#
        + #"|[0-9]{1,2}\.?[\- ]\pL+\.?[\- ,]{1,2}[0-9]{2,4}|\pL+ [0-9]{1,2},? [0-9]{4}"#
        + "|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    static let coordinatePair =
        #"\(?-?[0-9]{1,2}\.[0-9]{3,}(?: ?[,;] ?| )-?[0-9]{1,3}\.[0-9]{3,}\)?"#
        + #"|(?i:POINT) ?\(-?[0-9]{1,3}\.[0-9]+ -?[0-9]{1,3}\.[0-9]+\)"#
    static let street =
        #"(?i)(?:\b(?:street|st|road|rd|avenue|ave|boulevard|blvd|lane|ln|drive|dr|court|ct|square|sq|terrace|highway|hwy"#
        + #"|parkway|pkwy|crescent|close|rue|via|viale|calle|avenida|rua|plaza|piazza|ulica|ul\.|p\.? ?o\.? box)"#
        + #"|(?:straße|strasse|str\.|weg|platz|gasse|allee|straat|laan|plein|gatan|vägen|vej|katu))(?:\b|[ ,.]|$)"#
    static let codeWithin =
        #"\b[0-9](?:[ \-]?[0-9]){12,18}\b|\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b"#
    static let personalWithin =
        mail + #"|\b[2-9][0-9]{2}[ .\-][2-9][0-9]{2}[ .\-][0-9]{4}\b|\([2-9][0-9]{2}\) ?[2-9][0-9]{2}[ .\-][0-9]{4}\b"#
        + #"|\b[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}\b|\+[1-9][0-9]{0,2}(?:[ .\-/]?\(?[0-9]{2,8}\)?){2,6}\b"#
}

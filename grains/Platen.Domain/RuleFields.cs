namespace Platen.Domain;

/// <summary>Which value of a form or a request a rule's message is about, so that people see it beside the field. The rules write whole sentences; this table knows how they begin.</summary>
public static class RuleFields
{
    // longer beginnings first
    private static readonly (string Start, string Field)[] Starts =
    [
        ("The price of a monochrome page", "prices/monoPage"),
        ("The price of a colour page", "prices/colourPage"),
        ("The discount for two-sided pages", "prices/duplexDiscount"),
        ("The amount", "amount"),
        ("The reason", "reason"),
        ("The kind is missing", "kind"),
        ("The idempotency key", "key"),
        ("The groups with credit", "credit/groups"),
        ("The most that one booking", "credit/amountMax"),
        ("The price of a job", "prices/perJob"),
        ("The time that held jobs are kept", "keepHeldMinutes"),
        ("The time that released jobs are kept", "keepReleasedMinutes"),
        ("The time that a site may work alone", "offlineMaxSeconds"),
        ("The time of the lock", "lockoutSeconds"),
        ("The token's time", "tokenMinutes"),
        ("The number of failures until", "lockoutFailures"),

        ("The idle time of browsers", "browserIdleSeconds"),
        ("The longest session of browsers", "browserMaxSeconds"),
        ("The idle time of programs", "programIdleSeconds"),
        ("The longest session of programs", "programMaxSeconds"),
        ("The panel's idle time", "panelIdleSeconds"),
        ("The panel address", "panelAddresses"),
        ("The certificate's SHA-256", "certificateSha256"),
        ("The certificate authorities", "certificateAuthorities"),
        ("The second phase", "secondPhase"),
        ("The portal's address", "portalAddress"),
        ("The devices' reader format", "deviceFormat"),
        ("The reader format", "readerFormat"),
        ("The desk's reader format", "deskFormat"),
        ("The number of failures at all devices", "fleetFailures"),
        ("The time that all panels are slow", "fleetThrottleMinutes"),
        ("The PJL wrapper", "pjl"),
        ("The retry time", "retrySeconds"),
        ("The policy for unknown owners", "unknownOwner"),
        ("The phone number", "phone"),
        ("The ID number", "idNumber"),
        ("The personal number", "personalNumber"),
        ("The shared folder", "sharedFolder"),
        ("The display name", "displayName"),
        ("The login name cannot be the part", "registrationName"),
        ("The login name is address or", "registrationName"),
        ("The mail domains", "mailDomains"),
        ("The approver's address", "approverAddress"),
        ("The time that a mailed link", "linkHours"),
        ("The language", "language"),
        ("The time zone", "timeZone"),
        ("The number of the contract", "number"),
        ("The number of devices with the same", "sameSecretDevices"),
        ("The number of devices", "devices"),
        ("The kind of the contract", "kind"),
        ("The party's name", "party"),
        ("The first day", "start"),
        ("The last day", "end"),
        ("The note", "note"),
        ("The reports", "kinds"),
        ("The interval", "interval"),
        ("Whom to ask", "contact"),
        ("The sender address", "senderAddress"),
        ("The sender name", "senderName"),
        ("The protection", "security"),
        ("The user name", "userName"),
        ("The login name", "loginName"),
        ("The evidence for owners", "intake/leastEvidence"),
        ("The trusted address", "intake/trustedAddresses"),
        ("The policy for PJL", "intake/pjl"),
        ("The policy for PostScript", "intake/postScript"),
        ("The first spooling port", "spooling/firstPort"),
        ("The spooling address", "spooling/address"),
        ("The spooling queue", "spooling/queue"),
        ("The delegate", "delegates"),
        ("The group", "groups"),
        ("The codebook above", "parent"),
        ("The codebook", "access"),
        ("The description", "description"),
        ("The SNMP port", "snmpPort"),
        ("The RAW port", "rawPort"),
        ("The card number", "number"),
        ("The password level", "passwordLevel"),
        ("The number of kinds of characters", "passwordClasses"),
        ("The password", "password"),
        ("The location", "location"),
        ("The protocol", "protocol"),
        ("The host", "host"),
        ("The path", "path"),
        ("The port", "port"),
        ("The kind", "kind"),
        ("The redirect address", "redirectAddresses"),
        ("The client's authentication", "authentication"),
        ("The grants", "grants"),
        ("The scopes", "scopes"),
        ("The certificates", "certificates"),
        ("The sites are", "sites"),
        ("The role", "role"),
        ("The name", "name"),
        ("A direct queue needs a device", "device"),
        ("Only a direct queue", "device"),
        ("A PIN of", "pinDigits"),
    ];

    /// <summary>The field in camel case, nested ones by a slash; null when the message is about no single one.</summary>
    public static string? Of(string message)
    {
        if (message.Contains("is no e-mail address", StringComparison.Ordinal))
        {
            return "email";
        }

        return message.Contains("is no currency", StringComparison.Ordinal)
            ? "currency"
            : Starts.FirstOrDefault(entry => message.StartsWith(entry.Start, StringComparison.Ordinal)).Field;
    }
}

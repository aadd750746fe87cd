using System.Globalization;
using System.Text;

namespace Platen.Domain.Audit;

/// <summary>The audit log as syslog messages (RFC 5424), one a line: facility 10 (security) for entries of the security log, 13 (log audit) for the others; notice for what succeeded and warning for what failed. What RFC 5424 does not allow in a place is replaced, never dropped.</summary>
public static class AuditSyslog
{
    /// <summary>Facility "security/authorization messages" (RFC 5424, 6.2.1), times 8.</summary>
    private const int Security = 10 * 8;

    /// <summary>Facility "log audit", times 8.</summary>
    private const int LogAudit = 13 * 8;

    private const int Notice = 5;
    private const int Warning = 4;

    /// <summary>Most characters of a parameter's name (RFC 5424, 6.3.3) and of MSGID (6.2.7).</summary>
    private const int NameMax = 32;

    private const string Nil = "-";

    /// <summary>An entry's line.</summary>
    public static string Line(ChainedAuditEntry row)
    {
        var entry = row.Entry;
        var line = new StringBuilder(256)
            .Append(CultureInfo.InvariantCulture, $"<{(AuditActions.IsSecurity(entry.Action) ? Security : LogAudit) + (entry.Success ? Notice : Warning)}>1 ")
            .Append(entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture))
            .Append(CultureInfo.InvariantCulture, $" {Nil} platen {Nil} {Name(entry.Action)} [audit@32473");
        Parameter(line, "chain", row.Chain);
        Parameter(line, "position", row.Position.ToString(CultureInfo.InvariantCulture));
        Parameter(line, "actor", entry.Actor);
        Parameter(line, "origin", entry.Origin);
        Parameter(line, "subject", entry.Subject);
        Parameter(line, "success", entry.Success ? "true" : "false");
        Parameter(line, "hash", row.Hash);
        foreach (var (name, value) in entry.Details)
        {
            Parameter(line, "d." + name, value);
        }

        return line.Append("]\n").ToString();
    }

    private static void Parameter(StringBuilder line, string name, string value)
    {
        line.Append(' ').Append(Name(name)).Append("=\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' or ']' => line.Append('\\').Append(c),
                _ when char.IsControl(c) => line.Append(' '),
                _ => line.Append(c),
            };
        }

        line.Append('"');
    }

    private static string Name(string text)
    {
        var name = string.Concat(text.Take(NameMax).Select(c => c is > ' ' and < '\x7f' and not ('=' or ']' or '"') ? c : '_'));
        return name.Length == 0 ? Nil : name;
    }
}

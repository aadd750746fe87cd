using System.Collections.Immutable;

namespace Platen.Protocols.Smtp;

/// <summary>The argument of MAIL or RCPT: a mailbox and the extensions' parameters (RFC 5321, section 4.1.1.2).</summary>
/// <param name="Mailbox">Without angle brackets; empty: the null reverse path.</param>
/// <param name="Parameters">As they stand: <c>SIZE=123</c>, <c>BODY=8BITMIME</c>.</param>
public sealed record SmtpPath(string Mailbox, ImmutableArray<string> Parameters)
{
    /// <summary>Reads <c>FROM:&lt;mailbox&gt; parameters</c>; null: it is not that. A source route (<c>@a,@b:</c>) is left out, as section 4.1.1.3 asks.</summary>
    /// <param name="argument">The command's argument.</param>
    /// <param name="keyword"><c>FROM:</c> or <c>TO:</c>.</param>
    /// <param name="limits">The mailbox's limit.</param>
    public static SmtpPath? TryParse(string argument, string keyword, SmtpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(argument);
        ArgumentNullException.ThrowIfNull(keyword);
        ArgumentNullException.ThrowIfNull(limits);
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = argument[keyword.Length..].TrimStart();
        var end = rest.StartsWith('<') ? EndOf(rest) : -1;
        if (end < 0)
        {
            return null;
        }

        var mailbox = WithoutRoute(rest[1..end]);
        var parameters = rest[(end + 1)..];
        return IsMailbox(mailbox, limits) && (parameters.Length == 0 || parameters[0] == ' ')
            ? new SmtpPath(mailbox, [.. parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            : null;
    }

    /// <summary>The value of a parameter, or null.</summary>
    public string? Find(string name) => Parameters
        .Where(parameter => parameter.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
        .Select(parameter => parameter[(name.Length + 1)..])
        .FirstOrDefault();

    // a quoted local part may hold an angle bracket
    private static int EndOf(string path)
    {
        var inQuotes = false;
        for (var at = 1; at < path.Length; at++)
        {
            switch (path[at])
            {
                case '\\' when inQuotes:
                    at++;
                    break;
                case '"':
                    inQuotes = !inQuotes;
                    break;
                case '>' when !inQuotes:
                    return at;
                default:
                    break;
            }
        }

        return -1;
    }

    private static string WithoutRoute(string path) => path.StartsWith('@') && path.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? path[(colon + 1)..] : path;

    private static bool IsMailbox(string mailbox, SmtpLimits limits) =>
        mailbox.Length <= limits.MailboxOctetsMax && !mailbox.Any(c => char.IsControl(c) || c is '<' or '>') && (!mailbox.Contains(' ', StringComparison.Ordinal) || mailbox.StartsWith('"'));
}

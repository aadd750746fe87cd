using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>
/// Which queue a request is for: <c>/ipp/print/{queue}</c> (PWG 5100.14), or <c>/printers/{queue}</c>, under which CUPS' <c>lp</c> and <c>lpr -H</c> look for a server's queues. These ask for a queue's
/// attributes at <c>/</c>, and name it in <c>printer-uri</c> only.
/// </summary>
internal static class QueuePath
{
    /// <summary>The paths that the agent tells.</summary>
    public const string Prefix = "/ipp/print/";

    private const string CupsPrefix = "/printers/";
    private const string CupsRoot = "/";

    /// <summary>Whether IPP is spoken at the path.</summary>
    public static bool IsIpp(string path) => path == CupsRoot || path == Printer.PrinterPages.IconPath || Tail(path) is not null;

    /// <summary>The queue that the path alone names; null: none.</summary>
    public static string? NameOf(string path) => Tail(path);

    /// <summary>The queue's name; null when the request names none.</summary>
    public static string? NameOf(string path, IppMessage request) =>
        Tail(path) ?? (path == CupsRoot && Uri.TryCreate(request.OperationAttributes.GetString(IppNames.PrinterUri), UriKind.Absolute, out var printer) ? Tail(printer.AbsolutePath) : null);

    private static string? Tail(string path)
    {
        foreach (var prefix in (ReadOnlySpan<string>)[Prefix, CupsPrefix])
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return path[prefix.Length..].Split('/', 2)[0];
            }
        }

        return null;
    }
}

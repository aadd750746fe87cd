using Platen.Protocols.Lpd;

namespace Platen.SiteAgent.Intake.Lpd;

/// <summary>A document's name by its control file. Clients give the path of the file that was printed; people look for its name, and a path tells others how somebody's disk is ordered.</summary>
internal static class LpdTitle
{
    private const int ExtensionMax = 5;

    /// <summary>The job's name (J) where it names one document; its file's name (N) where it has several; else the title (T).</summary>
    public static string Of(LpdControlFile control, LpdDocument? document)
    {
        var source = document?.SourceName is { } name ? FileName(name) : null;
        var job = control.JobName is { } given ? FileName(given) : null;
        return (control.Documents.Length > 1 ? source ?? job : job ?? source) ?? control.Title ?? "";
    }

    /// <summary>The last part of what looks like a path; else the text as it is: a slash alone makes no path of "Invoice 5/2026".</summary>
    public static string FileName(string text)
    {
        var slash = text.LastIndexOfAny(['/', '\\']);
        var last = text[(slash + 1)..].Trim();
        return slash >= 0 && last.Length > 0 && (IsRooted(text) || HasExtension(last)) ? last : text;
    }

    private static bool IsRooted(string text) =>
        text[0] is '/' or '\\' or '~' or '.' || (text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':');

    private static bool HasExtension(string name) =>
        name.LastIndexOf('.') is > 0 and var dot && name.Length - dot - 1 is > 0 and <= ExtensionMax && !name.AsSpan(dot + 1).Contains(' ');
}

using System.Globalization;

namespace Platen.SiteAgent.Rendering.Sandbox;

/// <summary>What the agent tells the launcher (<c>Platen.SiteAgent sandbox</c>) on its command line.</summary>
internal sealed record SandboxOrder
{
    /// <summary>The program to become, an absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments, without its name.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that it may write into, and that is its current one.</summary>
    public required string Folder { get; init; }

    /// <summary>The limits.</summary>
    public required SandboxLimits Limits { get; init; }

    /// <summary>Further paths that it may read.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>A protection that is missing is done without.</summary>
    public bool IsLenient { get; init; }

    /// <summary>The command line, the command's own name first.</summary>
    public IEnumerable<string> ToCommandLine()
    {
        string[] head =
        [
            SandboxCommand.Name, "--folder", Folder, "--memory", Text(Limits.MemoryBytes), "--seconds", Text(Limits.Seconds), "--file", Text(Limits.TemporaryBytes),
            .. Readable.SelectMany(path => (string[])["--read", path]), .. IsLenient ? (string[])["--lenient"] : [],
        ];
        return [.. head, "--", Program, .. Arguments];
    }

    /// <summary>Reads what <see cref="ToCommandLine"/> wrote, without the command's name; null: it is none.</summary>
    public static SandboxOrder? TryParse(ReadOnlySpan<string> words)
    {
        var (folder, readable, isLenient, numbers) = ("", new List<string>(), false, new Dictionary<string, long>(StringComparer.Ordinal));
        var at = 0;
        for (; at < words.Length && words[at] != "--"; at++)
        {
            if (words[at] == "--lenient")
            {
                isLenient = true;
                continue;
            }

            if (at + 1 >= words.Length)
            {
                return null;
            }

            var (key, value) = (words[at], words[++at]);
            switch (key)
            {
                case "--folder":
                    folder = value;
                    break;
                case "--read":
                    readable.Add(value);
                    break;
                case "--memory" or "--seconds" or "--file" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    numbers[key] = number;
                    break;
                default:
                    return null;
            }
        }

        return numbers.Count == 3 && folder.Length > 0 && at + 1 < words.Length
            ? new SandboxOrder
            {
                Program = words[at + 1],
                Arguments = words[(at + 2)..].ToArray(),
                Folder = folder,
                Readable = readable,
                IsLenient = isLenient,
                Limits = new SandboxLimits { MemoryBytes = numbers["--memory"], Seconds = numbers["--seconds"], TemporaryBytes = numbers["--file"] },
            }
            : null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

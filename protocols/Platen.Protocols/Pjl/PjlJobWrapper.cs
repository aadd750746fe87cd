using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Platen.Protocols.Pjl;

/// <summary>The PJL that is sent around a document so that the device reports its pages and its end over the back channel.
/// The start is one UEL, lines, and another UEL (or ENTER LANGUAGE), so a document that begins with PJL of its own keeps its meaning.</summary>
public sealed record PjlJobWrapper
{
    /// <summary>NAME of the job on the device: the key that its reports carry. Cleaned and cut to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the device's display shows while it prints, or null. Cleaned and cut to 80 characters.</summary>
    public string? Display { get; init; }

    /// <summary>Language to enter, such as PCL or POSTSCRIPT, when the document does not say and the device must not guess; letters and digits only.</summary>
    public string? Language { get; init; }

    /// <summary>How often the device reports its state unasked, 5 to 300 seconds (PJL's bounds); null for never.</summary>
    public TimeSpan? StatusInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Settings that hold for this job alone; between JOB and EOJ a device forgets them at the end (PJL Technical Reference, JOB command).</summary>
    public ImmutableArray<PjlSetting> Settings { get; init; } = [];

    /// <summary>Writes what goes before the document.</summary>
    /// <exception cref="ArgumentException">Name, a setting or language is not valid, or the interval is out of bounds.</exception>
    public void WriteStart(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(PjlSyntax.Uel);
        WriteLine(output, Display is null ? $"JOB NAME=\"{CleanName()}\"" : $"JOB NAME=\"{CleanName()}\" DISPLAY=\"{PjlText.Clean(Display)}\"");
        WriteLine(output, "USTATUS JOB=ON");
        WriteLine(output, "USTATUS PAGE=ON");
        WriteLine(output, "USTATUS DEVICE=ON");
        if (StatusInterval is { } interval)
        {
            WriteLine(output, string.Create(CultureInfo.InvariantCulture, $"USTATUS TIMED={Seconds(interval)}"));
        }

        foreach (var setting in Settings)
        {
            WriteLine(output, $"SET {Clean(setting.Name)}={Clean(setting.Value)}");
        }

        if (Language is null)
        {
            output.Write(PjlSyntax.Uel);
            return;
        }

        WriteLine(output, $"ENTER LANGUAGE={CleanLanguage(Language)}");
    }

    /// <summary>Writes what goes after the document. USTATUS stays on, so that the reports of the last pages still come.</summary>
    public void WriteEnd(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(PjlSyntax.Uel);
        WriteLine(output, $"EOJ NAME=\"{CleanName()}\"");
        output.Write(PjlSyntax.Uel);
    }

    /// <summary>Writes the question for the device's state; the answer is a <see cref="PjlReplyKind.Status"/>.</summary>
    public static void WriteStatusQuery(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(PjlSyntax.Uel);
        WriteLine(output, "INFO STATUS");
        output.Write(PjlSyntax.Uel);
    }

    private static void WriteLine(IBufferWriter<byte> output, string command) => output.Write(Encoding.ASCII.GetBytes($"@PJL {command}\r\n"));

    private string CleanName() => string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("a wrapped job needs a name; its reports carry it", nameof(Name)) : PjlText.Clean(Name);

    private static string CleanLanguage(string language) => language.Length is > 0 and <= 32 && language.All(char.IsAsciiLetterOrDigit)
        ? language.ToUpperInvariant()
        : throw new ArgumentException("a PJL language has 1 to 32 letters and digits", nameof(language));

    private static string Clean(string word) => word.Length is > 0 and <= 32 && word.All(char.IsAsciiLetterOrDigit)
        ? word
        : throw new ArgumentException("a PJL setting's name and value have 1 to 32 letters and digits each", nameof(word));

    private static int Seconds(TimeSpan interval) => interval.TotalSeconds is >= 5 and <= 300
        ? (int)interval.TotalSeconds
        : throw new ArgumentException($"status interval {interval}: PJL takes 5 to 300 seconds", nameof(interval));
}

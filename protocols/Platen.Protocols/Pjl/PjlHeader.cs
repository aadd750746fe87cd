using System.Collections.Immutable;

namespace Platen.Protocols.Pjl;

/// <summary>The PJL commands before a document. All text is a claim of the client.</summary>
/// <param name="Commands">The commands in their order, known or not.</param>
/// <param name="Length">Octets that the commands occupy; the document begins there.</param>
public sealed record PjlHeader(ImmutableArray<PjlCommand> Commands, int Length)
{
    /// <summary>A job without PJL.</summary>
    internal static readonly PjlHeader None = new([], Length: 0);

    /// <summary>The language that the document enters, such as POSTSCRIPT, PCL, PCLXL or PDF, in upper case; null when the device is to find out.</summary>
    public string? Language => Commands is [.., { Name: "ENTER" } enter] ? enter.Find("LANGUAGE")?.ToUpperInvariant() : null;

    /// <summary>The name that the JOB command or SET JOBNAME gives, or null.</summary>
    public string? JobName => Find("JOB")?.Find("NAME") ?? Setting("JOBNAME");

    /// <summary>The user that SET USERNAME gives, or null.</summary>
    public string? UserName => Setting("USERNAME");

    /// <summary>The value of SET for a variable (upper case), the last one if there are several, or null.</summary>
    public string? Setting(string variable)
    {
        for (var i = Commands.Length - 1; i >= 0; i--)
        {
            if (Commands[i].Name == "SET" && Commands[i].Find(variable) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The first command of that name (upper case), or null.</summary>
    public PjlCommand? Find(string command) => Commands.FirstOrDefault(candidate => candidate.Name == command);
}

using System.Collections.Frozen;
using System.Globalization;

namespace Platen.Protocols.Pjl.Guard;

/// <summary>
/// Tells commands that change the device, or read what is kept on it, from those that only say how one job prints (PJL Technical Reference, chapters 4 to 9; vendors' own commands
/// as far as they are known). What is unknown is harmless: devices skip what they do not know.
/// </summary>
internal static class PjlJudge
{
    /// <summary>Commands that are refused whatever follows them.</summary>
    private static readonly FrozenSet<string> s_words = FrozenSet.ToFrozenSet(
        [
            "FSAPPEND", "FSDELETE", "FSDIRLIST", "FSDOWNLOAD", "FSINIT", "FSMKDIR", "FSQUERY", "FSUPLOAD", // the file system
            "DMCMD", "DMINFO", // device management, which reaches every setting
            "DEFAULT", "INITIALIZE", "RESET", // settings that outlive the job
            "RNVRAM", "WNVRAM", "UPGRADE", "EXECUTE", // vendors': memory, firmware, shutting down
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_texts = FrozenSet.ToFrozenSet(["RDYMSG", "OPMSG", "STMSG"], StringComparer.Ordinal);

    /// <summary>Commands that octets follow, as many as SIZE says.</summary>
    private static readonly FrozenSet<string> s_withData = FrozenSet.ToFrozenSet(["FSAPPEND", "FSDOWNLOAD", "UPGRADE"], StringComparer.Ordinal);

    /// <summary>Variables that are the device's, even where SET promises to last for one job only.</summary>
    private static readonly FrozenSet<string> s_variables = FrozenSet.ToFrozenSet(["PASSWORD", "SERVICEMODE", "DISKLOCK", "CPLOCK"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_firmware = FrozenSet.ToFrozenSet(["ACL", "FWUPDATE", "FIRMWARE"], StringComparer.OrdinalIgnoreCase);

    public static PjlVerdict Judge(PjlCommand command, bool allowsTexts)
    {
        if (s_words.Contains(command.Name))
        {
            return new PjlVerdict(command.Name, s_withData.Contains(command.Name) ? DataBytes(command) : 0);
        }

        if (s_texts.Contains(command.Name))
        {
            return allowsTexts ? PjlVerdict.Harmless : new PjlVerdict(command.Name);
        }

        if (command.Name is "SET" or "JOB")
        {
            var variable = command.Parameters.Select(parameter => parameter.Name).FirstOrDefault(s_variables.Contains);
            return variable is null ? PjlVerdict.Harmless : new PjlVerdict($"{command.Name} {variable}");
        }

        return command.Name == "ENTER" && command.Find("LANGUAGE") is { } language && s_firmware.Contains(language.Trim())
            ? new PjlVerdict("ENTER " + language.Trim().ToUpperInvariant(), PjlVerdict.UntilUel)
            : PjlVerdict.Harmless;
    }

    // a size that cannot be read, or that overflows, is no size: then all is left out up to the next UEL
    private static long DataBytes(PjlCommand command) =>
        long.TryParse(command.Find("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : PjlVerdict.UntilUel;
}

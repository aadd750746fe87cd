using System.Globalization;
using Microsoft.Extensions.Options;

namespace Platen.Store.Backups;

/// <summary>Reports every wrong setting at once, each with its key, its value and the fix. Nothing is checked while no folder is set.</summary>
internal sealed class BackupOptionsValidator : IValidateOptions<BackupOptions>
{
    private const int TimesMax = 24;

    public ValidateOptionsResult Validate(string? name, BackupOptions options)
    {
        List<string> errors = [];
        if (options.Folder.Length > 0)
        {
            CheckFolders(options, errors);
            CheckSecrets(options, errors);
        }

        CheckTimes(options, errors);
        CheckNumbers(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Reads the times; null: they cannot be read.</summary>
    public static TimeOnly[]? ReadTimes(string text)
    {
        List<TimeOnly> times = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TimeOnly.TryParseExact(part, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return null;
            }

            times.Add(time);
        }

        return times.Count is > 0 and <= TimesMax ? [.. times.Distinct().Order()] : null;
    }

    private static void CheckFolders(BackupOptions options, List<string> errors)
    {
        Require(errors, Directory.Exists(options.Folder), nameof(options.Folder), options.Folder, "give a folder that is there, and that the server may write");
        Require(errors, options.KeysTo.Length == 0 || Directory.Exists(options.KeysTo), nameof(options.KeysTo), options.KeysTo, "give a folder that is there, or nothing");
        Require(errors, options.PostgresFolder.Length == 0 || File.Exists(Path.Combine(options.PostgresFolder, "pg_dump")), nameof(options.PostgresFolder), options.PostgresFolder, "give the folder that holds pg_dump and pg_restore, or nothing");
    }

    private static void CheckSecrets(BackupOptions options, List<string> errors)
    {
        if (options.KeyFile.Length == 0 || !File.Exists(options.KeyFile))
        {
            Require(errors, false, nameof(options.KeyFile), options.KeyFile, "make a key with 'Platen.Silo backup make-key FILE', keep a copy of it apart, and name it here");
        }
        else
        {
            CheckApart(options, errors, nameof(options.KeyFile), options.KeyFile);
            CheckReadable(errors, nameof(options.KeyFile), options.KeyFile, () => BackupSecret.OfKeyFile(options.KeyFile));
        }

        if (options.PassphraseFile.Length > 0)
        {
            CheckApart(options, errors, nameof(options.PassphraseFile), options.PassphraseFile);
            CheckReadable(errors, nameof(options.PassphraseFile), options.PassphraseFile, () => BackupSecret.OfPassphraseFile(options.PassphraseFile));
        }
    }

    private static void CheckReadable(List<string> errors, string key, string value, Func<BackupSecret> read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Require(errors, false, key, value, fault.Message.TrimEnd('.'));
        }
    }

    // a lost disk, or a thief, would have both
    private static void CheckApart(BackupOptions options, List<string> errors, string key, string file)
    {
        foreach (var folder in new[] { options.Folder, options.KeysTo }.Where(folder => folder.Length > 0))
        {
            var inside = Path.GetFullPath(file).StartsWith(Path.GetFullPath(folder).TrimEnd('/') + "/", StringComparison.Ordinal);
            Require(errors, !inside, key, file, $"put it apart from the backups in '{folder}': who finds both can read them");
        }
    }

    private static void CheckTimes(BackupOptions options, List<string> errors)
    {
        Require(errors, ReadTimes(options.Times) is not null, nameof(options.Times), options.Times, $"give 1 to {TimesMax} times as hh:mm, separated by commas");
        Require(errors, options.TimeZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), nameof(options.TimeZone), options.TimeZone, "give a name such as Europe/Berlin that this machine knows (package tzdata), or nothing");
    }

    private static void CheckNumbers(BackupOptions options, List<string> errors)
    {
        Check(errors, nameof(options.JitterMax), options.JitterMax, TimeSpan.Zero, TimeSpan.FromHours(6));
        Check(errors, nameof(options.Keep), options.Keep, TimeSpan.FromHours(1), TimeSpan.FromDays(3_653));
        Check(errors, nameof(options.KeepAtLeast), options.KeepAtLeast, 1, 100);
        Check(errors, nameof(options.KeepMax), options.KeepMax, Math.Max(1, options.KeepAtLeast), 500);
        Check(errors, nameof(options.LateAfter), options.LateAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(366));
        Check(errors, nameof(options.DurationMax), options.DurationMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Check(errors, nameof(options.FreeBytesMin), options.FreeBytesMin, 0, long.MaxValue);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T> =>
        Require(errors, value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, key, $"{value}", $"give a value from {least} to {most}");

    private static void Require(List<string> errors, bool ok, string key, string value, string fix)
    {
        if (!ok)
        {
            errors.Add($"{BackupOptions.Section}:{key} is '{value}': {fix}.");
        }
    }
}

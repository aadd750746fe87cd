using Microsoft.Extensions.Options;
using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Spool.Hosting;

/// <summary>Checks <see cref="SpoolOptions"/> at start and reports everything that is wrong at once.</summary>
internal sealed class SpoolOptionsValidator : IValidateOptions<SpoolOptions>
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;
    private const long GiB = 1024 * MiB;

    public ValidateOptionsResult Validate(string? name, SpoolOptions options)
    {
        var errors = new List<string>();
        if (!Path.IsPathFullyQualified(options.Directory))
        {
            errors.Add($"{SpoolOptions.Section}:Directory is '{options.Directory}': set it to the full path of a folder on a local disk.");
        }

        Range(errors, nameof(options.SegmentBytes), options.SegmentBytes, 4 * MiB, GiB);
        Range(errors, nameof(options.LargeJobBytes), options.LargeJobBytes, 64 * KiB, ChunkBatch.PlainBytesMax);
        Range(errors, nameof(options.JobBytesMax), options.JobBytesMax, MiB, 1024 * GiB);
        Range(errors, nameof(options.SpoolBytesMax), options.SpoolBytesMax, 0, long.MaxValue);
        Range(errors, nameof(options.FreeBytesReserve), options.FreeBytesReserve, 0, long.MaxValue);
        Range(errors, nameof(options.SpareSegments), options.SpareSegments, 0, 64);
        Range(errors, nameof(options.CommitRecordsMax), options.CommitRecordsMax, 1, 4096);
        Range(errors, nameof(options.CommitBytesMax), options.CommitBytesMax, 64 * KiB, 4 * MiB);
        Range(errors, nameof(options.JournalFileBytes), options.JournalFileBytes, 8 * MiB, GiB);
        Range(errors, nameof(options.CheckpointBytes), options.CheckpointBytes, MiB, 4 * GiB);
        Range(errors, nameof(options.SiteKeyLifetime), options.SiteKeyLifetime, TimeSpan.FromDays(1), TimeSpan.FromDays(3650));
        Range(errors, nameof(options.ExpirySweepInterval), options.ExpirySweepInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Range(errors, nameof(options.AlarmJobs), options.AlarmJobs, 0, int.MaxValue);
        Range(errors, nameof(options.NoticePercent), options.NoticePercent, 1, 100);
        Range(errors, nameof(options.WarningPercent), options.WarningPercent, options.NoticePercent, 100);
        Range(errors, nameof(options.CriticalPercent), options.CriticalPercent, options.WarningPercent, 100);
        Range(errors, nameof(options.AlarmFallPercent), options.AlarmFallPercent, 0, 20);
        try
        {
            CustomerKeys.Read(options).Dispose();
        }
        catch (InvalidDataException fault)
        {
            errors.Add(fault.Message);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Range<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{SpoolOptions.Section}:{key} is {value}: set it to a value from {least} to {most}.");
        }
    }
}

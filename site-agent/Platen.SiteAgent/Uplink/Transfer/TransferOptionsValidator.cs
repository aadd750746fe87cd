using Microsoft.Extensions.Options;
using Platen.Domain.Sites;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Checks <see cref="TransferOptions"/> at start and reports everything that is wrong at once.</summary>
internal sealed class TransferOptionsValidator : IValidateOptions<TransferOptions>
{
    public ValidateOptionsResult Validate(string? name, TransferOptions options)
    {
        var errors = new List<string>();
        if (!Path.IsPathFullyQualified(options.Directory))
        {
            errors.Add($"{TransferOptions.Section}:Directory is '{options.Directory}': set it to the full path of a folder on a local disk.");
        }

        Range(errors, nameof(options.UnconfirmedMax), options.UnconfirmedMax, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Range(errors, nameof(options.HandOverMax), options.HandOverMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Range(errors, nameof(options.KeepFetched), options.KeepFetched, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
        Range(errors, nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Range(errors, nameof(options.LongestPause), options.LongestPause, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10));
        Range(errors, nameof(options.DirectConnectMax), options.DirectConnectMax, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Range(errors, nameof(options.DirectAvoid), options.DirectAvoid, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Range(errors, nameof(options.AheadKeep), options.AheadKeep, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Range(errors, nameof(options.AheadJobsMax), options.AheadJobsMax ?? 0, 0, AheadPolicy.JobsMost);
        Range(errors, nameof(options.AheadBytesMax), options.AheadBytesMax ?? 0, 0, AheadPolicy.BytesMost);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Range<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{TransferOptions.Section}:{key} is {value}: set it to a value from {least} to {most}.");
        }
    }
}

using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Replica;

/// <summary>Checks the replica's settings at start and reports all errors at once.</summary>
internal sealed class ReplicaOptionsValidator : IValidateOptions<ReplicaOptions>
{
    private const long CompactBytesLeast = 4096;
    private const long CompactBytesMost = 1L << 30;

    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        var errors = new List<string>();
        if (!Path.IsPathFullyQualified(options.Directory))
        {
            errors.Add($"Replica:Directory is '{options.Directory}'; set it to a full path on a local disk.");
        }

        if (options.CompactBytesMin is < CompactBytesLeast or > CompactBytesMost)
        {
            errors.Add($"Replica:CompactBytesMin is {options.CompactBytesMin}; set it to {CompactBytesLeast} to {CompactBytesMost} bytes.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Checks <see cref="CopyOptions"/> at start and reports everything that is wrong at once.</summary>
internal sealed class CopyOptionsValidator : IValidateOptions<CopyOptions>
{
    private const long BytesMost = 1L << 50;
    private const long RateLeast = 16 * 1024;

    public ValidateOptionsResult Validate(string? name, CopyOptions options)
    {
        var errors = new List<string>();
        if (options.BytesMax is < 0 or > BytesMost)
        {
            errors.Add($"{CopyOptions.Section}:BytesMax is {options.BytesMax}: set it to 0 (no copies here) to {BytesMost} bytes.");
        }

        if (options.BytesPerSecondMax is < RateLeast or > BytesMost)
        {
            errors.Add($"{CopyOptions.Section}:BytesPerSecondMax is {options.BytesPerSecondMax}: set it to {RateLeast} bytes a second or more.");
        }

        if (options.RetryAfter < TimeSpan.FromSeconds(1) || options.RetryAfter > TimeSpan.FromHours(1))
        {
            errors.Add($"{CopyOptions.Section}:RetryAfter is {options.RetryAfter}: set it to a value from 1 second to 1 hour.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

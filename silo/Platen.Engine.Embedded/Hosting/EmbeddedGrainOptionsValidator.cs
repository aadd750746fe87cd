using System.Globalization;
using Microsoft.Extensions.Options;

namespace Platen.Engine.Embedded.Hosting;

/// <summary>Checks the options as a whole and reports all errors, each with the key, the value and the fix.</summary>
internal sealed class EmbeddedGrainOptionsValidator : IValidateOptions<EmbeddedGrainOptions>
{
    private const int CountMax = 10_000_000;
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, EmbeddedGrainOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.IdleAge), options.IdleAge, TimeSpan.FromSeconds(1));
        Check(errors, nameof(options.CollectionQuantum), options.CollectionQuantum, TimeSpan.FromMilliseconds(10));
        Check(errors, nameof(options.CallTimeout), options.CallTimeout, TimeSpan.FromMilliseconds(100));
        Check(errors, nameof(options.ActivationTimeout), options.ActivationTimeout, TimeSpan.FromMilliseconds(10));
        Check(errors, nameof(options.DeactivationTimeout), options.DeactivationTimeout, TimeSpan.FromMilliseconds(10));
        Check(errors, nameof(options.ShutdownTimeout), options.ShutdownTimeout, TimeSpan.FromMilliseconds(10));
        Check(errors, nameof(options.MaxEnqueuedRequests), options.MaxEnqueuedRequests);
        Check(errors, nameof(options.MaxCallDepth), options.MaxCallDepth);
        if (options.CollectionQuantum >= options.IdleAge)
        {
            errors.Add($"EmbeddedGrainOptions.CollectionQuantum is {options.CollectionQuantum}, but must be shorter than IdleAge, which is {options.IdleAge}. Lower it.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check(List<string> errors, string key, TimeSpan value, TimeSpan min)
    {
        if (value < min || value > TimeMax)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"EmbeddedGrainOptions.{key} is {value}. Set it to {min} to {TimeMax}."));
        }
    }

    private static void Check(List<string> errors, string key, int value)
    {
        if (value is < 1 or > CountMax)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"EmbeddedGrainOptions.{key} is {value}. Set it to 1 to {CountMax}."));
        }
    }
}

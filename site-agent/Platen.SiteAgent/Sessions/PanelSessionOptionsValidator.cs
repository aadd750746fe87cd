using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Sessions;

/// <summary>Checks the settings at start and reports all errors at once.</summary>
internal sealed class PanelSessionOptionsValidator : IValidateOptions<PanelSessionOptions>
{
    public ValidateOptionsResult Validate(string? name, PanelSessionOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.SessionMax), options.SessionMax, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.FreeFailures), options.FreeFailures, 1, 100);
        Check(errors, nameof(options.FailureForgivenAfter), options.FailureForgivenAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.DelayMax), options.DelayMax, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.SecondPhaseMax), options.SecondPhaseMax, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        Check(errors, nameof(options.SlowChecks), options.SlowChecks, 1, 64);
        Check(errors, nameof(options.SlowChecksWaiting), options.SlowChecksWaiting, 1, 1000);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{PanelSessionOptions.Section}:{key} is {value}; set it to {least} to {most}.");
        }
    }
}

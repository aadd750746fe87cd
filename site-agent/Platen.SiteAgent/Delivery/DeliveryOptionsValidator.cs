using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Delivery;

internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        List<string> errors = [];
        Check(errors, nameof(options.ConnectMax), options.ConnectMax, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.StallMax), options.StallMax, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        Check(errors, nameof(options.PrintMax), options.PrintMax, TimeSpan.FromSeconds(10), TimeSpan.FromHours(4));
        Check(errors, nameof(options.BusyMax), options.BusyMax, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(errors, nameof(options.RetryMax), options.RetryMax, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(errors, nameof(options.WaitingMax), options.WaitingMax, 1, 10_000);
        Check(errors, nameof(options.PollEvery), options.PollEvery, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{DeliveryOptions.Section}:{key} is {value}: give a value from {least} to {most}.");
        }
    }
}

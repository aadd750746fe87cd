using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Discovery;

internal sealed class DiscoveryOptionsValidator : IValidateOptions<DiscoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscoveryOptions options)
    {
        List<string> errors = [];
        if (options.Mode is not (DiscoveryMode.Auto or DiscoveryMode.On or DiscoveryMode.Off))
        {
            errors.Add($"{DiscoveryOptions.Section}:{nameof(options.Mode)} is '{options.Mode}': give Auto, On or Off.");
        }

        if (options.Mode == DiscoveryMode.On && !File.Exists(options.Program))
        {
            errors.Add($"{DiscoveryOptions.Section}:{nameof(options.Program)} is '{options.Program}', which does not exist: install the package avahi-utils, or set {nameof(options.Mode)} to Auto.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Intake;

internal sealed class IntakeOptionsValidator : IValidateOptions<IntakeOptions>
{
    public ValidateOptionsResult Validate(string? name, IntakeOptions options)
    {
        List<string> errors = [];
        Check(errors, nameof(options.ReceptionsMax), options.ReceptionsMax, 1, 10_000);
        Check(errors, nameof(options.RawConnectionsMax), options.RawConnectionsMax, 1, 10_000);
        Check(errors, nameof(options.IdleMax), options.IdleMax, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        Check(errors, nameof(options.RenderTimeMax), options.RenderTimeMax, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Check(errors, nameof(options.CreatedJobIdleMax), options.CreatedJobIdleMax, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Check(errors, nameof(options.CompressionRatioMax), options.CompressionRatioMax, 10, 1_000);
        Check(errors, nameof(options.ConnectionsMax), options.ConnectionsMax, 10, 100_000);
        Check(errors, nameof(options.ConnectionsPerAddressMax), options.ConnectionsPerAddressMax, 1, 100_000);
        if (options.ClientCaFile.Length > 0 && !File.Exists(options.ClientCaFile))
        {
            errors.Add($"{IntakeOptions.Section}:{nameof(options.ClientCaFile)} is '{options.ClientCaFile}': there is no such file; give a PEM file of CA certificates, or leave it empty.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{IntakeOptions.Section}:{key} is {value}: give a value from {least} to {most}.");
        }
    }
}

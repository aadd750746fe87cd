using Microsoft.Extensions.Options;
using Npgsql;

namespace Platen.Store.Hosting;

/// <summary>Reports every wrong setting at once, each with its key, its value and the fix.</summary>
internal sealed class StoreOptionsValidator : IValidateOptions<StoreOptions>
{
    public ValidateOptionsResult Validate(string? name, StoreOptions options)
    {
        List<string> errors = [];
        CheckConnectionString(options.ConnectionString, errors);
        Check(errors, nameof(options.ReadConnectionsMax), options.ReadConnectionsMax, 1, 500);
        Check(errors, nameof(options.CommitsWaitingMax), options.CommitsWaitingMax, 1, 100_000);
        Check(errors, nameof(options.CommitsPerTransactionMax), options.CommitsPerTransactionMax, 1, 1_000);
        Check(errors, nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.RetryFor), options.RetryFor, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.StartTimeout), options.StartTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.KeepFeed), options.KeepFeed, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Check(errors, nameof(options.KeepAnsweredCommands), options.KeepAnsweredCommands, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Check(errors, nameof(options.KeepSamples), options.KeepSamples, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
        Check(errors, nameof(options.SweepEvery), options.SweepEvery, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Check(errors, nameof(options.SessionIdleMax), options.SessionIdleMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Check(errors, nameof(options.SessionMax), options.SessionMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckConnectionString(string text, List<string> errors)
    {
        const string Key = $"{StoreOptions.Section}:{nameof(StoreOptions.ConnectionString)}";
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add($"{Key} is empty. Give it an Npgsql connection string, such as Host=/run/postgresql;Username=platen;Database=platen.");
            return;
        }

        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parsed.Host) || string.IsNullOrEmpty(parsed.Database))
            {
                errors.Add($"{Key} names no {(string.IsNullOrEmpty(parsed.Host) ? "Host" : "Database")}. Add it.");
            }
        }
        catch (ArgumentException fault)
        {
            // the value itself may hold a password and is not repeated
            errors.Add($"{Key} cannot be read: {fault.Message} Write it as Name=value pairs separated by semicolons.");
        }
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{StoreOptions.Section}:{key} is {value}. Give it a value from {least} to {most}.");
        }
    }
}

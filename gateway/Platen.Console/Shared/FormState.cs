using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platen.Domain;
using Platen.Domain.Accounting;
using Platen.Grains.Abstractions;

namespace Platen.Console.Shared;

/// <summary>The values of a form and the errors beside them. Reading collects all errors, so that people see them at once.</summary>
public sealed class FormState
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <summary>Errors that belong to no field.</summary>
    public List<string> General { get; } = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool HasErrors => _errors.Count + General.Count > 0;

    /// <summary>What was posted; empty when nothing was.</summary>
    public static FormState Posted(HttpRequest request)
    {
        var state = new FormState();
        if (!request.HasFormContentType)
        {
            return state;
        }

        foreach (var (name, value) in request.Form)
        {
            state._values[name] = value.ToString();
        }

        return state;
    }

    /// <summary>Sets a value, to show it.</summary>
    public FormState Set(string name, string value)
    {
        _values[name] = value;
        return this;
    }

    /// <summary>Takes over another form's error, not its value: a secret that was typed is not shown again.</summary>
    public FormState CopyError(FormState from, string name)
    {
        if (from.Error(name) is { } error)
        {
            _errors[name] = error;
        }

        return this;
    }

    /// <summary>A value to show.</summary>
    public string Value(string name) => _values.GetValueOrDefault(name, "");

    /// <summary>The error beside a field; null: none.</summary>
    public string? Error(string name) => _errors.GetValueOrDefault(name);

    /// <summary>Adds an error beside a field.</summary>
    public void Add(string name, string error) => _errors[name] = _errors.TryGetValue(name, out var before) ? $"{before} {error}" : error;

    /// <summary>Adds what a command said, beside the fields that it is about.</summary>
    public void Add(CommandResult result)
    {
        foreach (var message in result.Messages)
        {
            if (RuleFields.Of(message) is { } field && _values.ContainsKey(field))
            {
                Add(field, message);
            }
            else
            {
                General.Add(message);
            }
        }
    }

    /// <summary>A text, trimmed.</summary>
    public string Text(string name) => Value(name).Trim();

    /// <summary>A box that is ticked.</summary>
    public bool Checked(string name) => Value(name).Length > 0;

    /// <summary>A whole number; the fallback when the field is empty.</summary>
    public int Number(string name, int fallback = 0)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return fallback;
        }

        if (!int.TryParse(text, out var value))
        {
            Add(name, $"'{text}' is no whole number.");
        }

        return value;
    }

    /// <summary>An amount of money; 0 when the field is empty.</summary>
    public long Amount(string name)
    {
        var text = Text(name).Replace(',', '.');
        if (text.Length > 0 && !Money.TryParse(text, out var value))
        {
            Add(name, $"'{text}' is no amount; write it like 0.05, with four decimal places at most.");
            return 0;
        }

        return Money.TryParse(text, out value) ? value : 0;
    }

    /// <summary>One of an enumeration's words; unspecified when there is none, which the rules refuse.</summary>
    public T Word<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == Text(name));
}

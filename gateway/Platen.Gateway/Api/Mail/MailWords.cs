using System.Text.Json;
using Platen.Domain.Mail;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Mail;

/// <summary>States of mails as words; <c>waiting</c>, which is zero, is one.</summary>
internal static class MailWords
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static MailState State(Input input, string text)
    {
        foreach (var state in Enum.GetValues<MailState>())
        {
            if (Of(state) == text)
            {
                return state;
            }
        }

        input.Add("state", $"'state' is '{text}'; give one of {string.Join(", ", Enum.GetValues<MailState>().Select(Of))}.");
        return default;
    }
}

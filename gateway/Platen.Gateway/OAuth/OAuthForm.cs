using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Domain.OAuth;
using Platen.Gateway.Hosting;
using Platen.Gateway.Security;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Gateway.OAuth;

/// <summary>A request of a client: its parameters, each once at most and none too long (RFC 6749, 3.2), and how it shows that it is the one (2.3).</summary>
internal sealed class OAuthForm
{
    private const string Scheme = "Basic ";

    private readonly IFormCollection _form;

    private OAuthForm(IFormCollection form, ClientProof proof) => (_form, Proof) = (form, proof);

    /// <summary>Who asks.</summary>
    public ClientProof Proof { get; }

    /// <summary>A parameter; empty: it was not sent.</summary>
    public string this[string name] => _form[name].ToString();

    /// <summary>Reads a request.</summary>
    /// <returns>The form, or what is wrong with it.</returns>
    public static async Task<(OAuthForm? Form, string Wrong)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, "Send the parameters as application/x-www-form-urlencoded.");
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (form.FirstOrDefault(field => field.Value.Count > 1 || field.Value.ToString().Length > OAuthLimits.ParameterMax) is { Key: { } name })
        {
            return (null, $"The parameter '{name[..Math.Min(name.Length, 64)]}' is there twice, or too long.");
        }

        var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            if (secret.Length > 0 || Basic(header[Scheme.Length..].Trim()) is not var (basicId, basicSecret) || (id.Length > 0 && id != basicId))
            {
                return (null, "The client shows who it is in more than one way, or its Authorization header is not 'Basic' with base64(id:secret).");
            }

            (id, secret) = (basicId, basicSecret);
        }

        var assertion = form["client_assertion"].ToString();
        if (assertion.Length > 0 && (secret.Length > 0 || form["client_assertion_type"] != ClientAssertion.Type))
        {
            return (null, $"The client shows who it is in more than one way, or its client_assertion_type is not {ClientAssertion.Type}.");
        }

        var proof = new ClientProof
        {
            // with an assertion the id may be left out (RFC 7521, 4.2); what it says is proven by its signature
            ClientId = id.Length == 0 && assertion.Length > 0 ? ClientAssertion.SubjectOf(assertion) : id,
            Secret = secret,
            Assertion = assertion,
            Certificate = ClientCertificate.Of(context),
            Origin = context.Connection.RemoteIpAddress?.ToString() ?? "",
            PublicAddress = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value.PublicAddress,
        };
        return (new OAuthForm(form, proof), "");
    }

    // both halves are form-encoded before they are joined (RFC 6749, 2.3.1)
    private static (string Id, string Secret)? Basic(string text)
    {
        var bytes = new byte[OAuthLimits.ParameterMax];
        if (text.Length > OAuthLimits.ParameterMax || !Convert.TryFromBase64String(text, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1])) : null;
    }
}

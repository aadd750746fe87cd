using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Console.Hosting;
using Platen.Domain.Users;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Console;

/// <summary>As much of a browser as the pages' contract needs: a cookie, forms, and the headers by which it says whose page it is on.</summary>
internal sealed class Browser(SiloHost silo) : IDisposable
{
    private static int _browsers;

    // each comes from an address of its own: logins are limited by address, and many tests log in within a minute
    private readonly HttpClient _client = silo.CreateClient(source: AddressOf(Interlocked.Increment(ref _browsers)));
    private string _cookie = "";

    /// <summary>The attributes of the cookie that the last login set.</summary>
    public string CookieAttributes { get; private set; } = "";

    public static async Task<Browser> LogInAsync(SiloHost silo, string loginName, string password = SiloHost.Password)
    {
        var browser = new Browser(silo);
        using var answer = await browser.PostAsync("login", ("loginName", loginName), ("password", password));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return browser;
    }

    /// <summary>A browser in which a user is logged in, without a login: those of one address are limited, and the tests have one.</summary>
    public static async Task<Browser> OfAsync(SiloHost silo, User user)
    {
        var name = silo.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value.SessionCookie;
        return new Browser(silo) { _cookie = $"{name}={await silo.SessionOfAsync(user.Id)}" };
    }

    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {html}");
        return html;
    }

    public Task<HttpResponseMessage> GetAsync(string path, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), completion);

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    /// <summary>Sends a form with parts; one that has a file's name is a file.</summary>
    public Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value, string FileName)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value, file) in parts)
        {
            if (file.Length > 0)
            {
                form.Add(new StringContent(value), name, file);
            }
            else
            {
                form.Add(new StringContent(value), name);
            }
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    public void Dispose() => _client.Dispose();

    private static IPAddress AddressOf(int browser) => new([127, 77, (byte)(browser / 250), (byte)(1 + (browser % 250))]);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Accept", "text/html");
        if (_cookie.Length > 0)
        {
            request.Headers.Add("Cookie", _cookie);
        }

        var answer = await _client.SendAsync(request, completion);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            var parts = cookies.Single().Split(';', 2);
            (_cookie, CookieAttributes) = (parts[0], parts[1]);
        }

        return answer;
    }
}

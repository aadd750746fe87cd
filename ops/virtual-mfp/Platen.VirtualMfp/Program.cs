using System.CommandLine;
using System.Net;
using Platen.VirtualMfp;

var data = new Option<string>("--data") { Description = "Folder of mfp.json, the page counter and out/.", Required = true };
var address = new Option<string>("--address") { Description = "Address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };
var rawPort = Port("--raw-port", 9100);
var rawTlsPort = Port("--raw-tls-port", 0);
var ippPort = Port("--ipp-port", 0);
var ippsPort = Port("--ipps-port", 0);
var lpdPort = Port("--lpd-port", 0);
var snmpPort = Port("--snmp-port", 0);
var controlPort = Port("--control-port", 0);
var formats = new Option<string[]>("--format") { Description = "A document format that IPP tells and takes, as a media type; may be repeated. Left out: all that the device knows." };
var command = new RootCommand("A printer for demos and tests.") { data, address, rawPort, rawTlsPort, ippPort, ippsPort, lpdPort, snmpPort, controlPort, formats };
command.SetAction(async (arguments, cancellationToken) =>
{
    if (!IPAddress.TryParse(arguments.GetValue(address), out var listenAddress))
    {
        await Console.Error.WriteLineAsync($"--address {arguments.GetValue(address)} is no IP address; use one such as 127.0.0.1");
        return 2;
    }

    var options = new MfpOptions
    {
        DataFolder = arguments.GetRequiredValue(data),
        Address = listenAddress,
        RawPort = arguments.GetValue(rawPort),
        RawTlsPort = arguments.GetValue(rawTlsPort),
        IppPort = arguments.GetValue(ippPort),
        IppsPort = arguments.GetValue(ippsPort),
        LpdPort = arguments.GetValue(lpdPort),
        SnmpPort = arguments.GetValue(snmpPort),
        ControlPort = arguments.GetValue(controlPort),
        Formats = arguments.GetValue(formats) ?? [],
    };
    return await MfpCommand.RunAsync(options, cancellationToken);
});
return await command.Parse(args).InvokeAsync();

static Option<int> Port(string name, int preset)
{
    var option = new Option<int>(name) { Description = "Port; 0 for a free one.", DefaultValueFactory = _ => preset };
    option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > 65_535)
        {
            result.AddError($"{name} must be 0 to 65535");
        }
    });
    return option;
}
